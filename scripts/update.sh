#!/bin/sh
# What a new version needs before the site starts: the database, the rights of editors and
# moderators, the index of the search where it is empty, and posts as the present rules show them.
# The second time there is nothing to do.
set -e
cd "$(dirname "$0")/.."
python manage.py migrate --no-input
python manage.py provision > /dev/null
python manage.py fill_index
python manage.py rerender_posts
