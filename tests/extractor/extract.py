"""Posts of accounts as claims: `@river_watch posted: The dam is open.`"""

import json
import re
import sys

POST = re.compile(r"(@\w+) (posted): ([^.!?\n]+)")


def read(text):
    mentions, claims = [], []
    for post in POST.finditer(text):
        claims.append({
            "source": {"mention": len(mentions)},
            "cue": {"start": post.start(2), "end": post.end(2)},
            "content": {"start": post.start(3), "end": post.end(3)},
            "rule": "post",
            "confidence": 0.8,
        })
        mentions.append({
            "start": post.start(1),
            "end": post.end(1),
            "text": post.group(1),
            "kind": "organization",
        })
    return mentions, claims


for line in sys.stdin:
    article = json.loads(line)
    mentions, claims = read(article["text"])
    print(json.dumps({"id": article["id"], "mentions": mentions, "claims": claims}), flush=True)
