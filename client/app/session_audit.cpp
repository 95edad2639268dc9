// What somebody looked at, for the audit of the device: when a screen is entered or left, never by what draws it. A
// search counts when it is done with, not at each letter, and what was typed is not kept: it is a name more often than
// not, and whoever was found and opened stands there by their record.
#include "client/app/list_records.h"
#include "client/app/session.h"
#include "client/app/views.h"
#include "client/store/listing.h"

namespace nuong::client {
void Session::note(const std::string& what, const std::optional<RecordId>& record, const std::string& detail) {
    if (workbook_) replica_->note({what, record, detail}, clock_.now());
}

// Whoever leafs through a list sees everybody on it, without searching for anybody.
void Session::note_list(const std::string& list, const FormId& form) {
    if (workbook_) replica_->note({"list", std::nullopt, list, form}, clock_.now());
}

void Session::note_place(const Place& place) {
    if (const auto* at = std::get_if<AtList>(&place))
        note_list(name_of(at->wish.kind), at->wish.kind == ListKind::people ? person_form : at->wish.form);
    if (std::holds_alternative<AtCaseload>(place)) note_list("caseload", "");
    if (std::holds_alternative<AtConflicts>(place)) note_list("conflicts", "");
    if (const auto* at = std::get_if<AtRecord>(&place)) note("read", at->record, "");
    if (const auto* at = std::get_if<AtConflict>(&place)) note("read", at->record, "conflict");
    if (const auto* at = std::get_if<AtDuplicate>(&place)) {
        note("read", at->record, "duplicate");
        note("read", at->other, "duplicate");
    }
    if (std::holds_alternative<AtForm>(place) && open_form_ && open_form_->draft().record) {
        const auto* below = places_.empty() ? nullptr : std::get_if<AtRecord>(&places_.back());
        if (!below || below->record != *open_form_->draft().record) note("read", open_form_->draft().record, "edit");
    }
}

// Whoever looks for one person and finds nobody else has seen that person's line in the list.
std::optional<RecordId> Session::only_one_found(const std::string& query) {
    ListQuery wanted;
    wanted.search = query;
    wanted.limit = 2;
    const auto found = replica_->records().list(wanted);
    return found.size() == 1 ? std::optional(found.front().record) : std::nullopt;
}

// The words of the search on the screen; nothing: it is none.
const std::string* Session::search_shown() const {
    if (places_.empty()) return nullptr;
    if (const auto* search = std::get_if<AtSearch>(&places_.back())) return &search->query;
    const auto* list = std::get_if<AtList>(&places_.back());
    return list ? &list->wish.query : nullptr;
}

// Letter by letter a search goes on, or is taken back. Anything else is another one, and the one before is done.
void Session::note_typed(const std::string& text) {
    const std::string* shown = search_shown();
    if (!shown) return;
    if (typed_search_.empty()) typed_search_ = *shown;
    if (!text.empty() && typed_search_.starts_with(text)) return;
    if (!text.starts_with(typed_search_) && workbook_) note_search(typed_search_);
    typed_search_ = text;
}

// The words that stand there, and those that stood there before some were taken back.
void Session::settle_search() {
    const std::string* shown = search_shown();
    if (!workbook_ || !shown) return;
    if (typed_search_.starts_with(*shown)) note_search(typed_search_);
    note_search(*shown);
}

void Session::note_search(const std::string& query) {
    if (query.empty() || !noted_searches_.insert(query).second) return;
    std::size_t hits = 0;
    if (const auto* list = std::get_if<AtList>(&places_.back())) {
        ListWish wish = list->wish;
        wish.query = query;
        hits = list_view(*workbook_, wish, options_.language, corrected_now()).rows.size();
    } else {
        for (const SearchGroup& group : search_view(*workbook_, query, options_.language).groups)
            hits += group.rows.size();
    }
    note("search", hits == 1 ? only_one_found(query) : std::nullopt, std::to_string(hits));
}

// The next one counts anew, also when it is for the same words.
void Session::leave_search() {
    settle_search();
    if (!search_shown() && !places_.empty()) return;
    typed_search_.clear();
    noted_searches_.clear();
}

}  // namespace nuong::client
