// Milestone: how far a server had come when it answered. Whoever has heard it says it with the next request; a server
// that was put back to an earlier state since, without a word, has not been there, however far it has come again.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace nuong::protocol {

struct Milestone {
    std::uint64_t commits = 0;  // that its store has ever made; 0: it has not come by one yet
    std::string life;           // the latest of the store's lives (sync-server/store) at that moment

    bool operator==(const Milestone&) const = default;

    // Whether the server, at this milestone, has surely come by an earlier one that it was not asked about: no other
    // life has begun in between.
    bool follows(const Milestone& earlier) const { return life == earlier.life && commits >= earlier.commits; }
};

class JsonText;
class MessageReader;
// Under "at": [commits, life], if there is one.
void put_milestone(JsonText& json, const std::optional<Milestone>& milestone);
Milestone read_milestone(MessageReader& reader);

}  // namespace nuong::protocol
