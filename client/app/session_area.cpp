// Where an open form belongs, and questions that ask for an area: both are chosen from the tree, above the form.
#include "client/app/area_choice.h"
#include "client/app/session.h"
#include "shared/base/time_zone.h"

namespace nuong::client {

// A new record may lie anywhere within the grant; one that exists stays where it is.
bool Session::chooses_area() {
    if (!open_form_ || open_form_->draft().record) return false;
    const AreaTree& areas = replica_->areas();
    std::size_t choices = 0;
    for (const AreaCode& root : areas.outermost(replica_->device().areas)) choices += areas.self_and_below(root).size();
    return choices > 1;
}

// Of several granted areas none is taken for granted: the one that was worked in last, or none yet.
AreaCode Session::usual_area() {
    const std::vector<AreaCode> granted = replica_->device().areas;
    const auto last = replica_->log().last_record();
    const auto listing = last ? replica_->records().listing(*last) : std::nullopt;
    if (listing && !listing->area.empty() && workbook_->area_or_own(listing->area)) return listing->area;
    return granted.size() == 1 ? granted.front() : AreaCode();
}

void Session::on(const OpenAreas& action) {
    if (!open_form_) return;
    const bool of_record = action.path == reserved::area;
    if (of_record && !chooses_area()) return;
    const AreaTree& areas = replica_->areas();
    AtAreas at{.path = action.path};
    AreaCode chosen = open_form_->draft().area;
    if (of_record) {
        at.roots = areas.outermost(replica_->device().areas);
    } else {
        const auto item = open_form_->instance().find(action.path);
        if (!item) return;
        at.question = open_form_->instance().view(*item).label;
        at.roots = outermost_areas(areas);
        const std::string answer = open_form_->instance().value(action.path).text();
        if (!answer.empty()) chosen = answer;
        open_form_->focus = action.path;
    }
    at.inside = first_inside(areas, at.roots, chosen);
    go(std::move(at));
}

void Session::on(const GoToArea& action) {
    auto* at = places_.empty() ? nullptr : std::get_if<AtAreas>(&places_.back());
    if (!at) return;
    at->inside = action.area;
    at->query.clear();
}

void Session::on(const ChooseArea& action) {
    const auto* at = places_.empty() ? nullptr : std::get_if<AtAreas>(&places_.back());
    if (at && choose_report_area(action.area)) return;
    if (!at || !open_form_) return;
    const Path path = at->path;
    places_.pop_back();
    notice_.reset();
    if (path != reserved::area) return on(Answer{path, Value(action.area)});
    const auto area = workbook_->area_or_own(action.area);
    if (!area) return tell(area.error());
    open_form_->move_to(*area);
}

AreaView Session::areas_view(const AtAreas& at) {
    const bool vi = options_.language == Language::vi, of_record = at.path == reserved::area;
    const AreaWish wish{.question = of_record ? (vi ? "Địa bàn của phiếu" : "Area of this form") : at.question,
                        .roots = at.roots,
                        .inside = at.inside,
                        .query = at.query,
                        .chosen = at.path.empty() ? report_.wish.area
                                  : !open_form_   ? AreaCode()
                                  : of_record     ? open_form_->draft().area
                                                  : open_form_->instance().value(at.path).text(),
                        .takes_words = !of_record && !at.path.empty()};
    return area_view(replica_->areas(), wish, date_of(corrected_now(), viet_nam_offset), options_.language);
}

std::optional<AreaOfForm> Session::area_of_form() {
    if (!chooses_area()) return std::nullopt;
    const AreaCode& area = open_form_->draft().area;
    return AreaOfForm{area.empty() ? "" : area_text(replica_->areas(), area, options_.language)};
}

// It is asked for before anything is handed in: a record in the wrong place is seen by the wrong people.
bool Session::lacks_area() { return chooses_area() && open_form_->draft().area.empty(); }

}  // namespace nuong::client
