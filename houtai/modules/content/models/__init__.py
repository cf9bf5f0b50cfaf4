from houtai.modules.content.models.article import Article, ArticleTag, State
from houtai.modules.content.models.asked_link import AskedLink
from houtai.modules.content.models.author import Author, AuthorAddress
from houtai.modules.content.models.column import Column
from houtai.modules.content.models.column_address import ColumnAddress
from houtai.modules.content.models.correction import Correction
from houtai.modules.content.models.export import Export
from houtai.modules.content.models.former_number import FormerNumber
from houtai.modules.content.models.headline import Headline
from houtai.modules.content.models.importing import Import
from houtai.modules.content.models.pin import Pin
from houtai.modules.content.models.public_link import PublicLink
from houtai.modules.content.models.search_document import SearchDocument
from houtai.modules.content.models.series import Part, Series, SeriesAddress
from houtai.modules.content.models.static_page import StaticPage, StaticPageAddress
from houtai.modules.content.models.topic import Topic
from houtai.modules.content.models.visible import Articles
from houtai.modules.content.models.word_list import WordList

__all__ = [
    "Article",
    "ArticleTag",
    "Articles",
    "AskedLink",
    "Author",
    "AuthorAddress",
    "Column",
    "ColumnAddress",
    "Correction",
    "Export",
    "FormerNumber",
    "Headline",
    "Import",
    "Part",
    "Pin",
    "PublicLink",
    "SearchDocument",
    "Series",
    "SeriesAddress",
    "State",
    "StaticPage",
    "StaticPageAddress",
    "Topic",
    "WordList",
]
