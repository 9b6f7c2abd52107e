"""A photo that Slack tells of in the middle of a cycle, when its thread has just been read."""


def photo_between_reads(cafe, *people):
    """Let whoever's thread is read first post a photo in it while the second one is read."""
    replies, read = cafe.slack.replies, []

    def replies_and_a_photo(thread):
        read.append(thread.channel_id)
        if len(read) == 2:
            person = next(one for one in people if cafe.slack.channel_of(one) == read[0])
            photo = cafe.posts(person, "door.jpg", told=False)
            cafe.engine.inbox.record({"event_id": "Ev0", "event": photo}, cafe.now)
        return replies(thread)

    cafe.slack.replies = replies_and_a_photo
