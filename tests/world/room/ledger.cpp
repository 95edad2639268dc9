#include "tests/world/room/ledger.h"

#include <algorithm>

#include "shared/model/attachment.h"

namespace nuong::simulated {

std::vector<WriteNumber> Ledger::candidates(const RecordId& record, const Path& path, const Head& head) const {
    std::vector<WriteNumber> found;
    const auto at = by_dot_.find({record, head.dot});
    if (at == by_dot_.end()) return found;
    for (const WriteNumber number : at->second) {
        const Written& write = writes_[number];
        if (write.path == path && write.author == head.author && write.value == head.value) found.push_back(number);
    }
    const auto is_of_then = [&](WriteNumber number) { return writes_[number].at == head.at; };
    if (std::any_of(found.begin(), found.end(), is_of_then))  // a server may have put a time right that lies ahead
        std::erase_if(found, [&](WriteNumber number) { return !is_of_then(number); });
    return found;
}

// Two copies of one store may each have a write under one dot. What a person saw was the one with that value and time;
// where both have them, the one that stands there under no other name, and then the one that this store has made
// itself.
std::set<WriteNumber> Ledger::resolve(const RecordId& record, const Register& reg, const std::set<SaveNumber>& mine) {
    std::set<WriteNumber> sure, all;
    std::vector<std::vector<WriteNumber>> doubtful;
    for (const Head& head : reg.heads) {
        auto found = candidates(record, reg.path, head);
        if (found.empty() && complaint.empty())
            complaint = "somebody sees what nobody has written: " + to_string(head.dot);
        if (found.size() == 1) sure.insert(found.front());
        else if (!found.empty()) doubtful.push_back(std::move(found));
    }
    all = sure;
    for (std::vector<WriteNumber>& found : doubtful) {
        const auto stands_elsewhere = [&](WriteNumber number) { return sure.contains(number); };
        if (!std::all_of(found.begin(), found.end(), stands_elsewhere)) std::erase_if(found, stands_elsewhere);
        const auto own = std::find_if(found.begin(), found.end(),
                                      [&](WriteNumber number) { return mine.contains(writes_[number].save); });
        all.insert(own != found.end() ? *own : found.front());
    }
    return all;
}

SaveNumber Ledger::note(const Change& change, const std::string& text, const RecordState& seen, double counted,
                        const std::set<SaveNumber>& mine) {
    // Two copies of one store whose clocks stand behind may write the very same words: one save, whoever sends it. Who
    // counts, though, has counted twice.
    const bool counts = std::any_of(change.writes.begin(), change.writes.end(),
                                    [](const Write& write) { return is_counter(write.path); });
    if (const auto same = find(text); same && !counts) {
        saves_[*same].was_forgotten = false;
        ++saves_[*same].made;
        return *same;
    }
    const SaveNumber number = saves_.size();
    Saved saved{change.record, text, change.device, {}};
    for (std::size_t i = 0; i < change.writes.size(); ++i) {
        const Write& write = change.writes[i];
        Written entry{change.record, write.path, write.value, change.author, change.at, number, {}};
        entry.is_counter = is_counter(write.path);
        const Register* reg = seen.find(write.path);
        if (entry.is_counter) entry.added = counted;
        else if (reg) entry.wrote_over = resolve(change.record, *reg, mine);
        if (reg)
            for (const Head& head : reg->heads) entry.over_dots.insert(head.dot);
        by_dot_[{change.record, change.dot_of(i)}].push_back(writes_.size());
        saved.writes.push_back(writes_.size());
        writes_.push_back(std::move(entry));
    }
    saves_.push_back(std::move(saved));
    by_hash_.emplace(sha256(text), number);
    if (!by_text_.emplace(text, number).second && complaint.empty()) complaint = "one name for two saves: " + text;
    return number;
}

std::string Ledger::note_again(SaveNumber save, const Change& change, const std::string& text) {
    const Saved& saved = saves_[save];
    bool is_same = change.record == saved.record && change.writes.size() == saved.writes.size();
    for (std::size_t i = 0; is_same && i < change.writes.size(); ++i) {
        const Written& first = writes_[saved.writes[i]];
        const Write& again = change.writes[i];
        is_same = first.path == again.path && first.author == change.author &&
                  (first.is_counter || first.value == again.value);
        by_dot_[{change.record, change.dot_of(i)}].push_back(saved.writes[i]);
    }
    if (!is_same) return "made again as something else: " + saved.what + " as " + text;
    by_hash_.emplace(sha256(text), save);
    if (by_text_.emplace(text, save).first->second != save) return "one name for two saves: " + text;
    saves_[save].made_again.insert(change.device);
    return "";
}

std::optional<SaveNumber> Ledger::find(const std::string& text) const {
    const auto at = by_text_.find(text);
    return at == by_text_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<SaveNumber> Ledger::find(const Hash& hash) const {
    const auto at = by_hash_.find(hash);
    return at == by_hash_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<WriteNumber> Ledger::write_of(SaveNumber save, const Path& path) const {
    for (const WriteNumber number : saves_[save].writes)
        if (writes_[number].path == path) return number;
    return std::nullopt;
}

bool Ledger::is_written_over(const RecordId& record, const Path& path, const Dot& dot) const {
    return std::any_of(writes_.begin(), writes_.end(), [&](const Written& write) {
        return write.record == record && write.path == path && write.over_dots.contains(dot) &&
               saves_[write.save].is_accepted();
    });
}

std::map<Ledger::Place, std::set<WriteNumber>> Ledger::in_force() const {
    std::set<WriteNumber> replaced;
    for (const Written& write : writes_)
        if (saves_[write.save].is_accepted()) replaced.insert(write.wrote_over.begin(), write.wrote_over.end());
    std::map<Place, std::set<WriteNumber>> alive;
    for (WriteNumber number = 0; number < writes_.size(); ++number) {
        const Written& write = writes_[number];
        if (write.is_counter || !saves_[write.save].is_accepted() || replaced.contains(number)) continue;
        alive[{write.record, write.path}].insert(number);
    }
    return alive;
}

std::map<Ledger::Place, double> Ledger::counted() const {
    std::map<Place, double> sums;
    std::set<Place> doubtful;
    for (const Written& write : writes_) {
        if (!write.is_counter) continue;
        const Place place{write.record, write.path};
        sums[place];
        const Saved& save = saves_[write.save];
        if (save.is_accepted() && save.verdicts.size() <= save.made) sums[place] += write.added;
        else doubtful.insert(place);
    }
    for (const Place& place : doubtful) sums.erase(place);
    return sums;
}

std::set<Hash> Ledger::files_of(const Saved& saved) const {
    std::vector<Attachment> found;
    for (const WriteNumber write : saved.writes) collect_attachments(writes_[write].value, found);
    std::set<Hash> hashes;
    for (const Attachment& attachment : found) hashes.insert(attachment.blob);
    return hashes;
}

}  // namespace nuong::simulated
