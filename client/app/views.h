// What each screen shows, computed from the records of the device. Functions of their arguments; they read, never
// write.
#pragma once
#include <optional>

#include "client/app/device_report.h"
#include "client/app/duplicates.h"
#include "client/app/view_model.h"
#include "client/app/workbook.h"

namespace nuong::client {

// What it is about: everything, or the devices of the areas.
enum class OverviewOf { all, devices, refusing_devices };
OverviewView overview_view(Workbook& workbook, OverviewOf what, Language language, Instant now);
// How many devices of the areas are late; nothing when this person does not look after any.
std::optional<std::int64_t> late_devices(Workbook& workbook, Instant now);

HomeView home_view(Workbook& workbook, Language language, Instant now);

// Which list is asked for.
struct ListWish {
    ListKind kind = ListKind::people;
    FormId form = {};  // of ListKind::records
    std::string query = {};
    std::size_t limit = 100;
    Path picks = {};                        // the question that the chosen record will answer
    std::string title = {};                 // of that question
    std::optional<RecordId> subject = {};   // while nothing is searched, what is about it comes alone, if there is any
    OpenDays days = {};                     // of ListKind::days
    std::optional<FigureWish> figure = {};  // of ListKind::figure
};
ListView list_view(Workbook& workbook, const ListWish& wish, Language language, Instant now);
// Those of them that are on this device, with the names of their forms.
std::vector<Row> rows_of_records(Workbook& workbook, const std::vector<RecordId>& records, Language language);
// What somebody has to come back to: visits due within the last month, today first; and what waits for its outcome.
std::vector<Row> due_rows(Workbook& workbook, std::size_t limit, Language language, Instant now);
std::vector<Listing> due_listings(Workbook& workbook, std::size_t limit, Instant now);  // the records that say so
// What should have been yesterday or before, however long before. A person's request about personal data has its day
// from the law; what else waits for an outcome is a referral.
enum class Late { visits, referrals, requests };
std::vector<Row> late_rows(Workbook& workbook, Late what, std::size_t limit, Language language, Instant now);
std::vector<Listing> late_listings(Workbook& workbook, Late what, std::size_t limit, Instant now);
struct LateCount {
    std::int64_t visits = 0, referrals = 0, requests = 0;
};
LateCount count_late(Workbook& workbook, Instant now);
// Whether the role reads any form of which such a thing can be late. Else a nought would say that nothing is.
bool can_be_late(Workbook& workbook, Late what);
// Forms that are open on this device, as home shows them.
std::vector<DraftRow> draft_rows(Workbook& workbook, Language language, Instant now);
// What the server refused and nobody has taken up again, one row per record.
std::vector<RefusedRow> refused_rows(Replica& replica, Language language);

// Everything in which the words occur, person or not, by form; people first.
SearchView search_view(Workbook& workbook, const std::string& query, Language language);
// Every form that the role may use, or those that can be about one record.
FormListView form_list_view(Workbook& workbook, const std::optional<RecordId>& about, const std::string& query,
                            Language language);
// Nothing when the record is not on this device.
std::optional<RecordView> record_view(Workbook& workbook, const RecordId& record, Language language);
// What happened with a person, the newest first.
std::vector<TimelineEntry> timeline_of(Workbook& workbook, const RecordId& person, Language language);
ConflictListView conflict_list_view(Workbook& workbook, Language language);
// Nothing when the conflict has been decided meanwhile.
std::optional<ConflictView> conflict_view(Workbook& workbook, const RecordId& record, const Path& path,
                                          Language language, Instant now);
// Who may be meant, for whoever registers somebody.
std::vector<Row> alike_rows(Workbook& workbook, const std::vector<Duplicate>& found, Language language);
std::vector<DuplicateRow> duplicate_rows(Workbook& workbook, const std::vector<Duplicate>& found, Language language);
// As many as are listed, and that there are more.
void add_duplicates(ConflictListView& view, Workbook& workbook, const std::vector<Duplicate>& found, Language language);
// Nothing when one of the two is no longer here.
std::optional<DuplicateView> duplicate_view(Workbook& workbook, const RecordId& record, const RecordId& other,
                                            Language language);
SyncView sync_view(Replica& replica, const SyncView& run, Language language, Instant now);
SyncBadge sync_badge(Replica& replica, const SyncView& run, Language language, Instant now);
SyncBadge practice_badge(Language language);

// A value in the words of the form: the label of a choice, a date as people write it.
std::string value_text(const forms::FormDefinition& form, const forms::Node* node, const Value& value,
                       Language language);
// What a form computes is often a code of one of its lists: shown by its label.
std::string computed_text(const forms::FormDefinition& form, const Value& value, Language language);
// A value that may also be a reference to another record: that record's title.
std::string titled_text(Workbook& workbook, const forms::FormDefinition& form, const forms::Node* node,
                        const Value& value, Language language);
std::string record_title(Replica& replica, const Value& reference, Language language);
std::string form_title(Workbook& workbook, const FormId& form, Language language);
Message quoted_titles(Workbook& workbook, const std::vector<FormId>& forms);  // “Phiếu đăng ký”, “Sàng lọc ASSIST”
std::string area_name(Workbook& workbook, const AreaCode& area, Language language);

}  // namespace nuong::client
