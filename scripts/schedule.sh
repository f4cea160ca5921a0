#!/bin/sh
# What the site does by the clock, for installations without cron: every ten minutes it publishes
# what is due and reminds of chats; once a day, after midnight UTC, it tidies up. A command that
# fails stops no other.
cd "$(dirname "$0")/.." || exit 1
day=$(date -u +%F)
while :; do
  python manage.py publish_scheduled
  python manage.py remind_of_chats
  today=$(date -u +%F)
  if [ "$today" != "$day" ]; then
    day=$today
    python manage.py tidy_people
    python manage.py tidy_files
    python manage.py tidy_notices
    python manage.py tidy_search
    python manage.py clearsessions
    python manage.py check_links --mail
  fi
  sleep 600 &
  wait $!
done
