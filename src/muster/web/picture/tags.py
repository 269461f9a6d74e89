"""What templates say of how long a return is trusted."""

from django import template

from muster.web.picture.freshness import shelf_words

register = template.Library()
register.simple_tag(shelf_words, name="shelf_life")
