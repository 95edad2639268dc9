// RecordStore: the records of this device. `base` is only what a server said; `shown` is base joined with the changes
// made here, and `listing` its flat summary for lists and search. All three move in one transaction.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "client/store/listing_index.h"
#include "client/store/place_names.h"
#include "shared/base/date.h"
#include "shared/model/record_state.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

// One line of a list: what a person needs to recognise a record.
struct Listing {
    RecordId record;
    FormId form;
    AreaCode area;
    std::string status;               // submitted, checked, void ...
    std::optional<RecordId> subject;  // the person that an event is about
    std::string occurred_on;          // ISO date
    std::string due_on;               // ISO date on which somebody has to come back to it; "" = nothing is left to do
    std::string title;
    std::string search;                // folded
    std::int64_t conflicts = 0;        // registers waiting for a decision
    std::int64_t inconsistencies = 0;  // answers that do not fit together (forms/record_instance.h)
    Instant at{};
    bool is_restricted = false;             // by its own mark (forms/restriction.h), whomever it is about
    std::optional<RecordId> corrects = {};  // the record whose place it takes

    bool operator==(const Listing&) const = default;
};

// What the server may ask for when it compares.
struct MarkedListing {
    RecordId record;
    FormId form;
    AreaCode area;
    std::uint64_t mark = 0;  // state_mark() of what is shown
};

// What is shown of a record, in a number: it changes whenever that does.
struct RecordMark {
    RecordId record;
    std::optional<std::uint64_t> mark;  // nothing: it was not counted yet

    bool operator==(const RecordMark&) const = default;
};

// Records of these days, both within, that were written later than that; of the forms `whenever` of any day.
struct LateQuery {
    Instant written_after;
    Date first, last;
    std::set<FormId> whenever = {};
};
struct LateListing {
    RecordId record;
    FormId form;
    AreaCode area;
};

struct ListQuery {
    FormId form;                         // empty = any
    std::string search;                  // as typed; every word must occur in the line, or name its place
    const PlaceNames* places = nullptr;  // none: only in the line
    AreaCode area;                       // empty = any
    std::optional<RecordId> subject;
    bool only_conflicts = false;
    bool only_inconsistent = false;
    bool newest_first = false;  // else by title
    std::size_t limit = 200;
};

class RecordStore {
public:
    explicit RecordStore(Database& db) : db_(db), index_(db) {}

    std::optional<RecordState> shown(const RecordId& id);
    std::optional<RecordState> base(const RecordId& id);
    std::optional<Listing> listing(const RecordId& id);
    std::vector<Listing> list(const ListQuery& query);
    // The same search for a window that asks at every key: from memory, in the order that people read (ListingIndex).
    std::vector<Listing> find(const FormId& form, const std::string& search, const PlaceNames& places,
                              std::size_t limit);
    // ... without their lines.
    std::vector<RecordId> find_ids(const FormId& form, const std::string& search, const PlaceNames& places,
                                   std::size_t limit);
    // Of a form, in order of id after `after`: for whoever goes through all of them without holding all of them.
    std::vector<RecordId> ids_after(const FormId& form, const std::optional<RecordId>& after, std::size_t limit);
    std::vector<LateListing> written_late(const LateQuery& query);
    // Of every record of these days, both within, the newest first: its form and where it lies, until `look_at` says
    // that it is enough.
    using LookAtPlace = std::function<bool(const FormId&, const AreaCode&)>;
    void look_at_places(const std::string& from, const std::string& until, const LookAtPlace& look_at);
    std::vector<FormId> forms_to_find();  // that have any line
    // What is due from `from` to `until`, the latest first, unless a later event of its form is about the same subject.
    // `events` are the forms whose records are immutable: a later one takes the place of an earlier. Nothing of the
    // forms `apart`.
    std::vector<Listing> due(const std::string& from, const std::string& until, const std::set<FormId>& events,
                             const std::set<FormId>& apart, std::size_t limit);
    // How many they are, by form.
    std::map<FormId, std::int64_t> due_counts(const std::string& from, const std::string& until,
                                              const std::set<FormId>& events);
    // Of a form, everything for which a day is kept, whichever; the nearest to `day` first.
    std::vector<Listing> open(const FormId& form, const std::string& day, std::size_t limit);
    std::int64_t count(const FormId& form);   // empty = all
    std::map<FormId, std::int64_t> counts();  // of every form that has any
    std::int64_t conflict_count();            // records with at least one conflict
    std::int64_t inconsistent_count();        // records in which answers do not fit together
    std::int64_t to_decide_count();           // records with either: what every number of it says

    // What is shown beside the base; nothing is stored twice when it is the same.
    void put_shown(const RecordState& state, const Listing& listing);
    // What a server said, and that it is what is shown: nothing was done here on top of it.
    void put_base_as_shown(const RecordId& id, std::string_view text, const Listing& listing);
    // What a server said, while shown is put next.
    void put_base_text(const RecordId& id, std::string_view text);
    void put_listing(const Listing& listing);  // of a state that has not changed
    void drop(const RecordId& id);             // base, shown and listing; the log stays
    void drop_base(const RecordId& id);        // and what is shown, when it was the same

    std::vector<MarkedListing> marks();  // of all records that have one
    std::vector<RecordMark> marks_of(const std::function<bool(const FormId&)>& is_wanted);  // in order of record
    // Counts some of those that were written before there were marks. False: none is left.
    bool mark_unmarked(std::size_t most);
    bool holds(const RecordId& id);  // anything of it
    std::optional<Instant> compared_at();
    // `unmended` names what differs still, so that it is not asked about again and again; "" when nothing does.
    void note_compared(Instant at, const std::string& unmended);
    std::string unmended();
    void note_cases_compared(Instant at);
    std::optional<Instant> cases_compared_at();

    // What was read from another incarnation of the server, or differs from what it has, until it has come again. When
    // the server was asked and said nothing, perhaps only this device has it: it stays, and is asked about in its turn.
    void doubt_all();
    void doubt(const RecordId& id);
    bool has_doubts();  // to be asked about
    bool has_doubts_or_silence();
    std::vector<RecordId> doubted(std::size_t most);
    std::vector<RecordId> met_with_silence(std::size_t most);  // those that were not asked about for longest
    void note_silence(const RecordId& id);                     // of a record in doubt
    void believe(const RecordId& id);

private:
    std::vector<RecordId> those(const char* sql, std::size_t most);
    struct Happened {  // of one record
        FormId form;
        std::optional<RecordId> subject;
        std::string occurred_on;
        std::int64_t at = 0;  // ms
    };
    bool has_later(const Happened& event);
    void put_listing(const Listing& listing, std::optional<std::uint64_t> mark);

    Database& db_;
    ListingIndex index_;
};

}  // namespace nuong::client
