// Lists: people, sessions, the records of one form, the forms themselves.
#include <algorithm>
#include <map>

#include "client/app/form_catalogue.h"
#include "client/app/inconsistency.h"
#include "client/app/list_records.h"
#include "client/app/list_rights.h"
#include "client/app/overview.h"
#include "client/app/phrases.h"
#include "client/app/restriction.h"
#include "client/app/review.h"
#include "client/app/views.h"
#include "client/store/listing.h"
#include "shared/base/text.h"

namespace nuong::client {
namespace {

struct ListWords {
    Message title, hint, create, none;
};

ListWords words_of(ListKind kind) {
    switch (kind) {
        case ListKind::people:
            return {{"Danh sách người", "People"},
                    {"Tìm tên, năm sinh, điện thoại (không cần dấu)", "Name, year, phone (marks not needed)"},
                    {"Thêm người", "New person"},
                    {"Chưa có ai. Hãy thêm người đầu tiên.", "Nobody here yet. Add the first person."}};
        case ListKind::sessions:
            return {{"Buổi truyền thông", "Sessions"},
                    {"Tìm buổi truyền thông", "Find a session"},
                    {"Ghi buổi mới", "New session"},
                    {"Chưa có buổi nào.", "No sessions yet."}};
        case ListKind::due:
            return {
                {"Việc đến hạn", "Due"},
                {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                {},
                {"Không có lượt thăm, chuyển gửi hay yêu cầu nào đến hạn.", "No visit, referral or request is due."}};
        case ListKind::waiting:
            return {{"Phiếu chờ gửi", "Waiting to be sent"},
                    {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                    {},
                    {"Không có gì chờ gửi: máy chủ đã nhận hết.", "Nothing waits: the server has everything."}};
        case ListKind::days:
            return {{},
                    {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                    {},
                    {"Không có phiếu nào trong những ngày này.", "No records of these days."}};
        case ListKind::returned:
            return {{"Bị trả lại", "Returned"},
                    {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                    {},
                    {"Không có phiếu nào bị trả lại.", "Nothing was returned."}};
        case ListKind::unchecked:
            return {{"Chờ kiểm tra", "To be checked"},
                    {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                    {},
                    {"Không có phiếu nào chờ kiểm tra.", "No record waits to be checked."}};
        case ListKind::drafts:
            return {{"Nháp trên máy này", "Drafts on this device"},
                    {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                    {},
                    {"Không có nháp nào trên máy này.", "There are no drafts on this device."}};
        case ListKind::late_visits:
            return {{"Thăm quá hẹn", "Overdue visits"},
                    {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                    {},
                    {"Không có lượt thăm nào quá hẹn.", "No visit is overdue."}};
        case ListKind::late_referrals:
            return {{"Chuyển gửi quá hạn", "Overdue referrals"},
                    {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                    {},
                    {"Không có chuyển gửi nào quá hạn.", "No referral is overdue."}};
        case ListKind::late_requests:
            return {{"Yêu cầu dữ liệu quá hạn", "Overdue data requests"},
                    {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                    {},
                    {"Không có yêu cầu nào về dữ liệu cá nhân quá hạn.", "No request about personal data is overdue."}};
        case ListKind::conflicts:
            return {{"Cần quyết định", "To decide"},
                    {"Tìm tên (không cần dấu)", "Find a name (marks not needed)"},
                    {},
                    {"Không có phiếu nào cần quyết định.", "Nothing has to be decided."}};
        case ListKind::records:
        case ListKind::found:
        case ListKind::figure: break;
    }
    return {{},
            {"Tìm trong các phiếu này (không cần dấu)", "Search these records (marks not needed)"},
            {"Phiếu mới", "New form"},
            {"Chưa có phiếu nào trên máy này.", "No records on this device yet."}};
}

// One more than shown, so that it is known whether there are more.
std::vector<Listing> find_records(Replica& replica, const ListWish& wish) {
    RecordStore& records = replica.records();
    ListQuery wanted;
    wanted.form = form_of_list(wish);
    wanted.limit = wish.limit + 1;
    wanted.newest_first = wanted.form != person_form;
    if (wish.subject && wish.query.empty()) {
        wanted.subject = wish.subject;
        if (auto own = records.list(wanted); !own.empty()) return own;
    }
    return records.find(wanted.form, wish.query, replica.place_names(), wanted.limit);
}

// What is read first: the name; of an event, whose name. Then all else, each thing only once.
TitleParts words_of(Workbook& workbook, const Listing& listing, Language language) {
    const auto subject =
        listing.subject ? workbook.replica().records().listing(*listing.subject) : std::optional<Listing>();
    const auto form = workbook.replica().forms().find(listing.form);
    const bool is_event = form && form->definition.settings.kind == forms::FormKind::event;
    const TitleParts own = parts_of_title(listing.title);
    const TitleParts first = is_event && subject ? parts_of_title(subject->title) : own;
    const std::string second = !subject ? own.rest : is_event ? listing.title : joined(subject->title, own.rest);
    TitleParts words{first.name, joined(is_event && subject ? joined(first.rest, second) : second,
                                        area_name(workbook, listing.area, language))};
    const std::string day = date_text(listing.occurred_on);  // many titles say it already
    const bool is_dated = listing.form == person_form || words.rest.find(day) != std::string::npos;
    if (!is_dated) words.rest = joined(words.rest, day);
    return words;
}

Row row_of(Workbook& workbook, const Listing& listing, Language language) {
    const bool vi = language == Language::vi;
    const TitleParts words = words_of(workbook, listing, language);
    Row row{listing.record, words.name, words.rest, {}};
    if (listing.conflicts > 0) row.badges.push_back({vi ? "Cần quyết định" : "To decide", Tone::warning});
    if (listing.inconsistencies > 0) row.badges.push_back(inconsistency_badge(language));
    if (workbook.replica().log().has_waiting(listing.record))
        row.badges.push_back({vi ? "Chờ gửi" : "Waiting", Tone::info});
    if (listing.status == "void") row.badges.push_back({status_text("void", language), Tone::danger});
    if (restricted_for(workbook.replica().records(), listing)) row.badges.push_back(restriction_badge(language));
    return row;
}

bool is_found(const Row& row, const std::string& query) {
    return fold_for_search(row.title + " " + row.detail).find(fold_for_search(query)) != std::string::npos;
}

std::vector<Row> waiting_rows(Workbook& workbook, const std::vector<RecordId>& waiting, Language language) {
    std::vector<Row> rows;
    RecordStore& records = workbook.replica().records();
    for (const RecordId& record : waiting)
        if (const auto listing = records.listing(record)) {
            Row row = row_of(workbook, *listing, language);
            row.detail = joined(form_title(workbook, listing->form, language), row.detail);
            std::erase_if(row.badges, [](const Badge& badge) { return badge.tone == Tone::info; });  // all of them wait
            rows.push_back(std::move(row));
        }
    return rows;
}

}  // namespace

std::vector<Row> rows_of_records(Workbook& workbook, const std::vector<RecordId>& records, Language language) {
    std::vector<Row> rows;
    for (const RecordId& record : records)
        if (const auto listing = workbook.replica().records().listing(record)) {
            rows.push_back(row_of(workbook, *listing, language));
            rows.back().detail = joined(form_title(workbook, listing->form, language), rows.back().detail);
        }
    return rows;
}

namespace {

std::vector<Row> rows_of_drafts(Workbook& workbook, Language language, Instant now) {
    std::vector<Row> rows;
    for (const DraftRow& draft : draft_rows(workbook, language, now))
        rows.push_back({draft.record, draft.title, draft.detail, {}});
    return rows;
}

// Rows that say of each when it is due or was written: searched by what they say, for they are few.
std::optional<std::vector<Row>> rows_by_day(Workbook& workbook, ListKind kind, std::size_t limit, Language language,
                                            Instant now) {
    switch (kind) {
        case ListKind::due: return due_rows(workbook, limit, language, now);
        case ListKind::drafts: return rows_of_drafts(workbook, language, now);
        case ListKind::late_visits: return late_rows(workbook, Late::visits, limit, language, now);
        case ListKind::late_referrals: return late_rows(workbook, Late::referrals, limit, language, now);
        case ListKind::late_requests: return late_rows(workbook, Late::requests, limit, language, now);
        default: return std::nullopt;
    }
}

struct GatheredRows {
    std::vector<Row> rows;  // as many as are shown
    std::int64_t total = 0;
};

// Searched before it is cut: what somebody looks for may be the last of thousands.
GatheredRows gathered_rows(Workbook& workbook, const ListWish& wish, Language language, Instant now) {
    const bool is_cut_first = !is_searched(wish);
    const std::size_t wanted = is_cut_first ? wish.limit + 1 : all_records;
    GatheredRows found;
    if (auto rows = rows_by_day(workbook, wish.kind, wanted, language, now)) {
        found.rows = std::move(*rows);
        if (!is_cut_first) std::erase_if(found.rows, [&](const Row& row) { return !is_found(row, wish.query); });
        found.total = std::ssize(found.rows);
    } else {
        std::vector<RecordId> records = gathered_records(workbook, wish, wanted, now);
        if (!is_cut_first) records = found_among(workbook, records, wish.query);
        found.total = std::ssize(records);
        if (records.size() > wish.limit) records.resize(wish.limit);
        const bool waits = wish.kind == ListKind::waiting;
        found.rows = waits ? waiting_rows(workbook, records, language) : rows_of_records(workbook, records, language);
    }
    const bool is_more = found.total > static_cast<std::int64_t>(wish.limit);
    if (found.rows.size() > wish.limit) found.rows.resize(wish.limit);
    if (!is_more) found.total = std::ssize(found.rows);
    else if (is_cut_first) found.total = std::max(found.total, count_gathered(workbook, wish, now));
    return found;
}

std::string title_of_days(Workbook& workbook, const OpenDays& days, Language language) {
    const std::string where = days.area.empty() ? (language == Language::vi ? "Cả địa bàn" : "All areas")
                                                : area_name(workbook, days.area, language);
    const auto from = parse_date(days.from), until = parse_date(days.until);
    if (from && until && *until - *from == std::chrono::days(6)) return where + ", " + week_text(*from, language);
    const std::string form = days.form.empty() ? where : form_title(workbook, days.form, language);
    const ListKind state = days.only_returned ? ListKind::returned : ListKind::conflicts;
    const bool is_some = days.only_returned || days.only_to_decide;
    const std::string what = is_some ? joined(words_of(state).title.in(language), form) : form;
    return what + ", " + date_text(days.from) + " - " + date_text(days.until);
}

std::optional<CheckAll> check_of(Workbook& workbook, const std::vector<Row>& rows) {
    CheckAll check;
    for (const Row& row : rows)
        if (can_be_checked_at_once(workbook, row.record)) check.records.push_back(row.record);
    if (check.records.empty()) return std::nullopt;
    return check;
}

void offer_file(ListView& view, Workbook& workbook, const ListWish& wish, Language language) {
    if (view.rows.empty() || !wish.picks.empty() || wish.subject) return;
    const ListFileRight right = file_right(workbook, wish);
    view.may_be_written = right.is_given;
    view.why_not_written = right.why_not.in(language);
}

std::string empty_text_of(const ListWish& wish, const Message& none, Language language) {
    const Message not_found{"Không tìm thấy. Hãy thử ít chữ hơn.", "Nothing found. Try fewer letters."};
    return (wish.query.empty() ? none : not_found).in(language);
}

// Not of one form: what is due, what waits, what happened in a week.
ListView gathered_view(Workbook& workbook, const ListWish& wish, Language language, Instant now) {
    const ListWords words = words_of(wish.kind);
    ListView view{.kind = wish.kind, .title = words.title.in(language), .search_hint = words.hint.in(language)};
    if (wish.kind == ListKind::days) view.title = title_of_days(workbook, wish.days, language);
    view.query = wish.query;
    GatheredRows found = gathered_rows(workbook, wish, language, now);
    view.rows = std::move(found.rows);
    view.total = found.total;
    view.more = view.total > static_cast<std::int64_t>(wish.limit);
    view.empty_text = empty_text_of(wish, words.none, language);
    if (wish.kind == ListKind::unchecked || wish.days.only_unchecked) view.check = check_of(workbook, view.rows);
    offer_file(view, workbook, wish, language);
    return view;
}

Message topic_words(FormTopic topic) {
    switch (topic) {
        case FormTopic::person: return {"Về một người", "About a person"};
        case FormTopic::linked: return {"Nối với một phiếu khác", "Linked to another record"};
        case FormTopic::area: break;
    }
    return {"Hoạt động, cơ sở, địa bàn", "Activities, facilities, areas"};
}

bool is_found(const forms::FormDefinition& form, const std::string& query) {
    const std::string wanted = fold_for_search(query);
    for (const char* language : {"vi", "en"})
        if (fold_for_search(form.title.in(language, "vi")).find(wanted) != std::string::npos) return true;
    return false;
}

FormRow form_row(const UsableForm& usable, const std::optional<RecordId>& about, std::int64_t count,
                 Language language) {
    const bool vi = language == Language::vi;
    const forms::FormDefinition& form = usable.form->definition;
    FormRow row{.form = form.id, .title = form.title.in(code_of(language), "vi")};
    if (usable.may_write) row.start = StartForm{form.id, about};
    else row.detail = vi ? "Chỉ xem" : "To read only";
    if (!about) row.print = OpenPrint{form.id, std::nullopt};
    if (!about && usable.may_read)
        row.records = Command{(vi ? "Đã ghi: " : "Records: ") + grouped(language, count), OpenRecords{form.id}, false};
    return row;
}

}  // namespace

ListView list_view(Workbook& workbook, const ListWish& wish, Language language, Instant now) {
    if (is_gathered(wish.kind)) return gathered_view(workbook, wish, language, now);
    const bool vi = language == Language::vi;
    Replica& replica = workbook.replica();
    const bool of_people = form_of_list(wish) == person_form;
    const ListWords words = words_of(of_people ? ListKind::people : wish.kind);
    ListView view{.kind = wish.kind, .form = form_of_list(wish), .picks = wish.picks};
    view.query = wish.query;
    view.title = wish.kind == ListKind::records ? form_title(workbook, view.form, language) : words.title.in(language);
    if (!wish.title.empty()) view.title = (vi ? "Chọn: " : "Choose: ") + wish.title;
    view.search_hint = words.hint.in(language);
    std::vector<Listing> found = find_records(replica, wish);
    view.more = found.size() > wish.limit;
    if (view.more) found.resize(wish.limit);
    for (const Listing& listing : found) view.rows.push_back(row_of(workbook, listing, language));
    const bool is_whole = wish.query.empty() && !wish.subject;
    view.total = is_whole ? replica.records().count(view.form) : static_cast<std::int64_t>(view.rows.size());
    if (replica.forms().find(view.form) && replica.device().may_write(view.form))
        view.create = Command{words.create.in(language), StartForm{view.form, wish.subject}, true};
    const auto form = workbook.replica().forms().find(view.form);
    if (view.create && wish.picks.empty() && form && !form->definition.settings.same_person.empty())
        view.review = Command{Message{"Tìm người bị ghi hai lần", "Find people registered twice"}.in(language),
                              OpenConflicts{}, false};
    offer_file(view, workbook, wish, language);
    view.empty_text = empty_text_of(wish, words.none, language);
    return view;
}

SearchView search_view(Workbook& workbook, const std::string& query, Language language) {
    constexpr std::size_t shown_max = 20;  // of each form; the rest in its own list
    const bool vi = language == Language::vi;
    SearchView view{.search_hint = words_of(ListKind::people).hint.in(language), .query = query};
    view.empty_text =
        vi ? "Không tìm thấy trên máy này. Hãy thử ít chữ hơn." : "Nothing found on this device. Try fewer letters.";
    if (fold_for_search(query).empty()) {
        view.empty_text =
            vi ? "Gõ vài chữ của tên, năm sinh hay số điện thoại. Tìm trong mọi phiếu trên máy này."
               : "Type some letters of a name, a year or a phone number. Every form on this device is searched.";
        return view;
    }
    Replica& replica = workbook.replica();
    std::vector<FormId> found_in;
    for (const FormId& form : forms_searched(replica)) {
        std::vector<Listing> found = replica.records().find(form, query, replica.place_names(), shown_max + 1);
        if (found.empty()) continue;
        SearchGroup group{.form = form, .title = form_title(workbook, form, language)};
        if (form == person_form) group.title = words_of(ListKind::people).title.in(language);
        if (found.size() > shown_max) {
            found.resize(shown_max);
            group.more = Command{vi ? "Xem tất cả" : "Show all", OpenRecords{form, query}, false};
        }
        for (const Listing& listing : found) group.rows.push_back(row_of(workbook, listing, language));
        view.groups.push_back(std::move(group));
        found_in.push_back(form);
    }
    if (!found_in.empty()) {
        const ListFileRight right = search_file_right(workbook, found_in);
        view.may_be_written = right.is_given;
        view.why_not_written = right.why_not.in(language);
    }
    std::sort(view.groups.begin(), view.groups.end(), [](const SearchGroup& a, const SearchGroup& b) {
        const bool of_people = a.form == person_form;
        return of_people != (b.form == person_form) ? of_people : fold_for_search(a.title) < fold_for_search(b.title);
    });
    return view;
}

FormListView form_list_view(Workbook& workbook, const std::optional<RecordId>& about, const std::string& query,
                            Language language) {
    const bool vi = language == Language::vi;
    RecordStore& records = workbook.replica().records();
    const auto subject = about ? records.listing(*about) : std::nullopt;
    FormListView view{.title = vi ? "Phiếu khác" : "Other forms",
                      .subject = subject ? subject->title : "",
                      .search_hint = vi ? "Tìm biểu mẫu (không cần dấu)" : "Find a form (marks not needed)",
                      .query = query};
    const std::map<FormId, std::int64_t> counts = about ? std::map<FormId, std::int64_t>() : records.counts();
    for (const UsableForm& usable : usable_forms(workbook, language)) {
        const forms::FormDefinition& form = usable.form->definition;
        if (!is_found(form, query)) continue;
        if (about && !(subject && usable.may_write && can_be_about(form, subject->form))) continue;
        const std::string title = about ? "" : topic_words(usable.topic).in(language);
        if (view.groups.empty() || view.groups.back().title != title) view.groups.push_back({title, {}});
        const auto count = counts.find(form.id);
        view.groups.back().rows.push_back(form_row(usable, about, count == counts.end() ? 0 : count->second, language));
    }
    view.empty_text = vi ? "Không có biểu mẫu nào như vậy." : "There is no such form.";
    return view;
}

}  // namespace nuong::client
