"""Pictures from outside: checked before they are decoded, and freed of what says more than the picture does.

`read` is the one way in, whatever the door; `library.keep` puts what it gives into the library.
"""

from houtai.core.text.pictures.picture import KINDS, MOST_BYTES, Picture, read
from houtai.core.text.pictures.unfit import Unfit

__all__ = ["KINDS", "MOST_BYTES", "Picture", "Unfit", "read"]
