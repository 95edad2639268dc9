// Ledger: the oracle. Every write that anybody ever made, with what its writer had before their eyes. From that alone
// follows what must be in force at the end: an accepted write stands until an accepted write of somebody who saw it
// took its place. It knows nothing of contexts, states, pages or policies.
//
// A save keeps its place here whatever name it travels under: a store that turned out to be a copy makes its saves
// again under another device's name, and they are still the same saves.
#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/base/hash.h"
#include "shared/model/change.h"

namespace nuong::simulated {

using SaveNumber = std::size_t;
using WriteNumber = std::size_t;

struct Written {
    RecordId record;
    Path path;
    Value value;
    UserId author;
    Instant at{};
    SaveNumber save = 0;
    std::set<WriteNumber> wrote_over;  // what the writer saw there and meant to replace
    std::set<Dot> over_dots = {};      // the names that it had there
    bool is_counter = false;
    double added = 0;  // to a counter
};

struct Saved {
    RecordId record;
    std::string what;  // as its device first wrote it
    DeviceId maker{};
    std::vector<WriteNumber> writes;
    std::size_t made = 1;                // by so many copies of one store, in the very same words
    bool was_forgotten = false;          // a store that held it was set back, or is gone
    bool was_on_server = false;          // the server has had it
    bool server_forgot = false;          // and was set back since
    bool was_told_at_top = false;        // its device was told that it is there, beyond the relay
    std::set<DeviceId> made_again = {};  // under these numbers, by copies
    bool is_of_revoked = false;          // at the end: a copy of its maker is refused
    std::vector<bool> verdicts = {};     // at the end, one per place on the server: accepted or not
    // Each copy chooses for itself, so one that is revoked may be followed by several.
    std::size_t places() const { return is_of_revoked ? made + made_again.size() : made; }
    bool is_accepted() const {
        return verdicts.size() <= places() && std::count(verdicts.begin(), verdicts.end(), true) > 0;
    }
};

// A file that somebody attached.
struct KnownFile {
    std::string bytes;
    bool was_forgotten = false;  // a store that held it was set back, or is gone
    bool server_forgot = false;  // the top had it and was set back
};

class Ledger {
public:
    using Place = std::pair<RecordId, Path>;

    // The change as the device has logged it, under which words it travels; `seen` is the record as the person saw it,
    // `counted` how many the person added to a counter. `mine`: the saves that this store has made.
    SaveNumber note(const Change& change, const std::string& text, const RecordState& seen, double counted,
                    const std::set<SaveNumber>& mine);
    // The same save under another name. Complaint, or "".
    std::string note_again(SaveNumber save, const Change& change, const std::string& text);

    std::optional<SaveNumber> find(const std::string& text) const;
    std::optional<SaveNumber> find(const Hash& hash) const;  // of the text
    Saved& save(SaveNumber number) { return saves_[number]; }
    std::vector<Saved>& saves() { return saves_; }
    const std::vector<Written>& writes() const { return writes_; }
    std::size_t count() const { return writes_.size(); }

    // The write that stands under this dot on the server, given the save that the server has there.
    std::optional<WriteNumber> write_of(SaveNumber save, const Path& path) const;

    // Whether an accepted write took the place of what stands there under this name.
    bool is_written_over(const RecordId& record, const Path& path, const Dot& dot) const;
    // Writes that must be in force at the end, by register; counters excepted.
    std::map<Place, std::set<WriteNumber>> in_force() const;
    // What people counted together in a register; nothing where one of its writes was refused.
    std::map<Place, double> counted() const;

    static bool is_counter(const Path& path) { return path == "handed_out"; }
    std::map<Hash, KnownFile> files;
    // Those that the writes of a save name.
    std::set<Hash> files_of(const Saved& saved) const;

    // Of the audits of all devices: every entry that anybody ever made, by its link. Whoever has the end of such a
    // chain has all of it.
    std::set<Hash> audits;
    bool was_server_set_back = false;

    std::string complaint;  // the first thing that the ledger itself found

private:
    std::vector<WriteNumber> candidates(const RecordId& record, const Path& path, const Head& head) const;
    std::set<WriteNumber> resolve(const RecordId& record, const Register& reg, const std::set<SaveNumber>& mine);

    std::vector<Saved> saves_;
    std::vector<Written> writes_;
    std::map<std::string, SaveNumber> by_text_;
    std::map<Hash, SaveNumber> by_hash_;
    std::map<std::pair<RecordId, Dot>, std::vector<WriteNumber>> by_dot_;
};

}  // namespace nuong::simulated
