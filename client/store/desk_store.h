// DeskStore: what whoever looks after an area sees at a glance: the devices there, as the server has told them, and the
// records of this device counted by area and day.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/store/schema_store.h"
#include "shared/base/date.h"
#include "shared/model/commune_weeks.h"
#include "shared/protocol/desk.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

// Whether the published roles let this one look after devices.
bool sees_desk(SchemaStore& schemas, const std::string& role);
// Of which a role reads only the user's own caseload.
std::vector<FormId> own_forms_of(SchemaStore& schemas, const std::string& role);

struct ToldDesk {
    protocol::Desk desk;
    Instant at{};  // by the server's clock
};

struct Counted {
    std::int64_t number = 0;
    Instant at{};
};

// Records of one form in some days; void ones are left out.
struct FormCount {
    FormId form;
    std::int64_t records = 0;
    std::int64_t unchecked = 0;  // submitted, looked over by nobody yet, and corrected by no later record
    std::int64_t returned = 0;
    std::int64_t to_decide = 0;  // with two answers to one question, or with answers that do not fit together
};

struct DaysQuery {
    std::string from, until;                                                     // both are within
    std::vector<AreaCode> areas = {};                                            // empty: of all
    FormId form = {};                                                            // empty: of any
    bool only_unchecked = false, only_returned = false, only_to_decide = false;  // of two both hold
};

class DeskStore {
public:
    explicit DeskStore(Database& db) : db_(db) {}

    // Within a transaction of the caller. Without devices it forgets what it had: it is not for this person any more.
    void take(const protocol::Desk& desk, Instant at);
    std::optional<ToldDesk> told();
    std::string mark();  // of what is held; "": nothing

    void note_count(const std::string& what, const Counted& counted);  // durable on return
    std::optional<Counted> count(const std::string& what);

    // Both days are within.
    std::vector<DayCount> day_counts(const std::string& from, const std::string& until);
    std::vector<FormCount> form_counts(const std::string& from, const std::string& until);
    // The latest first.
    std::vector<RecordId> records_of_days(const DaysQuery& query, std::size_t limit);
    std::int64_t returned_count();
    std::vector<RecordId> returned(std::size_t limit);  // the latest first
    // ... of the forms that are wanted, as many as there are.
    std::vector<RecordId> returned_of(const std::function<bool(const FormId&)>& is_wanted);
    // Submitted, looked over by nobody yet, and corrected by no later record, of these forms.
    std::int64_t unchecked_count(const std::vector<FormId>& forms);
    std::vector<RecordId> unchecked(const std::vector<FormId>& forms, std::size_t limit);  // the oldest first
    // A later record, which nobody has taken back, stands in its place: that one is looked over.
    bool is_corrected(const RecordId& record);

private:
    Database& db_;
};

}  // namespace nuong::client
