// Judge: may this change be merged? Only the first server asks; what it has accepted others may flag, never refuse.
#pragma once
#include <map>
#include <optional>

#include "sync-server/core/push_changes.h"

namespace nuong {

struct Refusal {
    std::string code;
    Message message;

    bool operator==(const Refusal&) const = default;
};

// A record as a change would find it.
struct Found {
    RecordState state;  // with its id; empty when nobody has written it yet
    AreaCode area;      // "" = none yet
};

class Judge {
public:
    Judge(StoreReader& store, const DocumentBook& book, const Principal& principal)
        : store_(store), book_(book), principal_(principal) {}

    std::optional<Refusal> refusal_of(const Change& change, const Found& found);
    // The little that is asked of a change which a relay has accepted: can it be merged?
    std::optional<Refusal> refusal_of_relayed(const Change& change, const Found& found) const;
    // Whatever becomes of its record, the author may write such forms.
    bool may_write(const Change& change);
    // Whether its record lies, or would lie, in areas that are not the relay's.
    bool is_outside(const Change& change, const Found& found, const Principal& relay) const;

private:
    const Principal* author_of(const Change& change);
    Message name_of_form(const Change& change) const;  // "“Phiếu tiếp cận, tư vấn”"
    bool reuses_dots(const Change& change, const RecordState& state);

    StoreReader& store_;
    const DocumentBook& book_;
    const Principal& principal_;
    std::size_t looked_at_ = 0;
    std::map<UserId, Answer<Principal>> others_;  // other people enrolled on the same device
};

Refusal refused_as_erased();        // the record goes, here and on the device
Refusal refused_as_about_erased();  // the record stays as it was
Refusal refused_with_its_group();
Refusal refused_as_unreadable(const std::string& place);

}  // namespace nuong
