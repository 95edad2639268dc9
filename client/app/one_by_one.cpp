#include "client/app/one_by_one.h"

#include <algorithm>
#include <set>

namespace nuong::client {
namespace {

// Read, not answered: it stands above the next question.
bool is_only_read(const FormItem& item) {
    return item.kind == ItemKind::heading || item.kind == ItemKind::note || item.readonly;
}

class Steps {
public:
    void take(const std::string& context, FormItem item) {
        if (item.kind == ItemKind::calculated || !item.why_hidden.empty()) {
            if (item.kind == ItemKind::calculated) computed_.push_back(std::move(item));
            return;
        }
        const bool is_line = !item.together.empty();
        if (is_line && item.together == table_) {
            steps_.back().items.push_back(std::move(item));
            return;
        }
        table_.clear();
        if (!is_line && is_only_read(item)) {
            if (item.kind == ItemKind::heading && !item.removable) drop_empty_headings();
            above_.push_back(std::move(item));
            return;
        }
        if (item.kind == ItemKind::add_repeat) drop_empty_headings();
        table_ = item.together;
        open(context, std::move(item), !is_line);
    }

    std::vector<FormPage> finish(const std::string& last_label) {
        drop_empty_headings();
        FormPage last{.label = last_label};
        for (std::vector<FormItem>* rest : {&above_, &computed_})
            for (FormItem& item : *rest) last.items.push_back(std::move(item));
        steps_.push_back(std::move(last));
        return std::move(steps_);
    }

private:
    void open(const std::string& context, FormItem item, bool is_single) {
        FormPage step{.label = context, .is_single = is_single};
        for (FormItem& above : above_) step.items.push_back(std::move(above));
        above_.clear();
        step.items.push_back(std::move(item));
        steps_.push_back(std::move(step));
    }
    // A group of which nothing is asked leaves its heading behind.
    void drop_empty_headings() {
        while (!above_.empty() && above_.back().kind == ItemKind::heading && !above_.back().removable)
            above_.pop_back();
    }

    std::vector<FormPage> steps_;
    std::vector<FormItem> above_, computed_;
    Path table_;
};

bool is_asked(const FormItem& item) { return !is_only_read(item) && item.kind != ItemKind::calculated; }

}  // namespace

int page_of(const FormView& view, const Path& path) {
    for (std::size_t page = 0; page < view.pages.size(); ++page)
        for (const FormItem& item : view.pages[page].items)
            if (item.path == path) return static_cast<int>(page);
    return -1;
}

bool asks_one_by_one(FormLayout layout, const forms::FormDefinition& form) {
    if (layout != FormLayout::as_form_says) return layout == FormLayout::one_question;
    return (" " + form.settings.style + " ").find(" one-question ") != std::string::npos;
}

void cut_into_questions(FormView& view, const Path& at, int page_before, Language language) {
    Steps steps;
    for (FormPage& page : view.pages)
        for (FormItem& item : page.items) steps.take(page.label == view.title ? "" : page.label, std::move(item));
    view.pages = steps.finish(language == Language::vi ? "Xem lại và nộp" : "Look back and submit");
    view.one_by_one = true;
    view.hidden = 0;
    view.shows_hidden = false;
    const int last = static_cast<int>(view.pages.size()) - 1;
    const int found = at == looking_back ? last : page_of(view, at);
    view.page = std::clamp(found >= 0 ? found : page_before, 0, last);
    for (Problem& problem : view.problems) problem.page = std::max(page_of(view, problem.path), 0);
    std::stable_sort(view.problems.begin(), view.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.page < b.page; });
}

Path place_of(const FormView& view, int page) {
    const int last = static_cast<int>(view.pages.size()) - 1;
    if (page < 0 || page > last || (view.one_by_one && page == last)) return looking_back;
    const std::vector<FormItem>& items = view.pages[static_cast<std::size_t>(page)].items;
    const auto asked = std::find_if(items.begin(), items.end(), is_asked);
    return asked == items.end() ? items.front().path : asked->path;
}

Path first_unanswered(const FormView& view) {
    for (std::size_t page = 0; page < view.pages.size(); ++page)
        for (const FormItem& item : view.pages[page].items)
            if (is_asked(item) && item.kind != ItemKind::add_repeat && !item.answered) return item.path;
    return looking_back;
}

int first_new_step(const FormView& before, const FormView& after) {
    std::set<Path> known;
    for (int page = 0; page < static_cast<int>(before.pages.size()); ++page) known.insert(place_of(before, page));
    for (int page = 0; page < static_cast<int>(after.pages.size()); ++page)
        if (!known.contains(place_of(after, page))) return page;
    return after.page;
}

bool is_held_back(const FormView& view) {
    if (!view.one_by_one || view.page >= static_cast<int>(view.pages.size())) return false;
    const std::vector<FormItem>& items = view.pages[static_cast<std::size_t>(view.page)].items;
    return std::any_of(items.begin(), items.end(),
                       [](const FormItem& item) { return is_asked(item) && item.answered && !item.error.empty(); });
}

bool moves_on(const FormView& view, const Path& answered) {
    const int page = page_of(view, answered);
    if (page < 0 || !view.pages[static_cast<std::size_t>(page)].is_single) return false;
    const FormItem& item = view.pages[static_cast<std::size_t>(page)].items.back();
    const bool is_one_choice = item.kind == ItemKind::select_one || item.kind == ItemKind::select_from_list;
    return item.path == answered && is_one_choice && item.answered && item.error.empty() && item.warning.empty();
}

}  // namespace nuong::client
