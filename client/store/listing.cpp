#include "client/store/listing.h"

#include "shared/base/text.h"
#include "shared/forms/period_lock.h"
#include "shared/forms/record_day.h"
#include "shared/forms/record_fields.h"
#include "shared/forms/record_instance.h"
#include "shared/forms/record_title.h"
#include "shared/forms/restriction.h"
#include "shared/forms/subject.h"

namespace nuong::client {
namespace {

// What people read in a list they also type to find it: the year behind a name, the day of a visit.
std::string with_title(std::string search, const std::string& title) {
    std::string word;
    for (const char c : fold_for_search(title) + " ") {
        if (c != ' ') {
            word += c;
            continue;
        }
        if (word.size() > 1 && search.find(word) == std::string::npos) search += (search.empty() ? "" : " ") + word;
        word.clear();
    }
    return search;
}

}  // namespace

Listing listing_of(const forms::FormPointer& form, const RecordState& state) {
    Listing listing;
    listing.record = state.id;
    listing.form = state.form;
    listing.area = forms::shown_text(state, reserved::area);
    listing.status = forms::shown_text(state, reserved::status);
    listing.at = forms::newest_write(state);
    listing.corrects = parse_uuid(forms::shown_text(state, reserved::corrects));
    if (!form) {
        listing.title = to_string(state.id);
        return listing;
    }
    const Fields answers = forms::shown_answers(form->definition, state);
    listing.title = forms::title_of(*form, answers, "vi");
    listing.search = with_title(forms::search_text_of(*form, answers), listing.title);
    listing.subject = forms::subject_of(form->definition, answers);
    // A lock is no work of its day: it must not count where what has come in is counted.
    if (state.form != forms::period_lock_form) listing.occurred_on = forms::day_of_record(answers, listing.at);
    listing.due_on = forms::due_day_of(*form, answers);
    listing.is_restricted = forms::is_restricted(*form, state, answers);
    listing.inconsistencies = static_cast<std::int64_t>(forms::inconsistencies_in(form, state).size());
    listing.conflicts = static_cast<std::int64_t>(forms::conflicts_of(form->definition, state).size());
    return listing;
}

}  // namespace nuong::client
