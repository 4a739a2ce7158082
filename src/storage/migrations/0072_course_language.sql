-- In which language the bot speaks in a course's thread: that of the person who asked for it, so that nothing there flips when
-- somebody else presses a button. Null: English.
alter table courses add column bot_language text;
