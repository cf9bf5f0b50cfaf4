from houtai.modules.content.models.article import Article, ArticleTag, State
from houtai.modules.content.models.author import Author
from houtai.modules.content.models.column import Column
from houtai.modules.content.models.visible import Articles

__all__ = ["Article", "ArticleTag", "Articles", "Author", "Column", "State"]
