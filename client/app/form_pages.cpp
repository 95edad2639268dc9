#include "client/app/form_pages.h"

#include <algorithm>

namespace nuong::client {
namespace {

const forms::Node& node_of(const forms::FormDefinition& form, int node) {
    return form.nodes[static_cast<std::size_t>(node)];
}

bool is_repeat(const forms::FormDefinition& form, int node) {
    return node_of(form, node).type == forms::FieldType::repeat;
}

int top_group_of(const forms::FormDefinition& form, int node) {
    int top = node;
    while (node_of(form, top).parent >= 0) top = node_of(form, top).parent;
    return forms::is_container(node_of(form, top).type) ? top : -1;
}

// One line for each instance; what repeats within an instance has no place in a line.
bool is_table(const forms::FormDefinition& form, const forms::Node& repeat) {
    const auto first = form.nodes.begin() + (&repeat - form.nodes.data());
    return std::none_of(first + 1, form.nodes.begin() + repeat.end,
                        [](const forms::Node& node) { return node.type == forms::FieldType::repeat; });
}

bool lies_in(const Path& path, const Path& around) {
    return path.size() > around.size() && path.starts_with(around) && path[around.size()] == '/';
}

// What is only read has no column.
bool is_column(const FormItem& item) {
    return item.kind != ItemKind::heading && item.kind != ItemKind::note && item.kind != ItemKind::add_repeat &&
           item.why_hidden.empty();
}

}  // namespace

void FormPages::begin(int owner) {
    if (!pages_.empty() && pages_.back().items.empty()) pages_.pop_back();
    pages_.push_back(
        {owner >= 0 ? node_of(form_, owner).label.in(language_, "vi") : form_.title.in(language_, "vi"), {}});
    owner_ = owner;
}

void FormPages::go_to(const forms::Item& place) {
    while (!repeats_.empty() && !lies_in(place.path, repeats_.back().button.path)) end_repeat();
    const int owner = top_group_of(form_, place.node);
    const bool is_list = owner >= 0 && is_repeat(form_, owner) && !pages_.empty();
    if (!is_list && (owner != owner_ || ends_with_list_)) begin(owner);
    ends_with_list_ = is_list;
}

bool FormPages::is_label_of_page(const forms::Item& place) const {
    return place.node == owner_ && !place.is_row && !is_repeat(form_, place.node);
}

void FormPages::begin_repeat(const forms::ItemView& repeat) {
    FormItem button{.path = repeat.path, .kind = ItemKind::add_repeat, .label = repeat.label, .hint = repeat.hint};
    if (!in_repeat() && is_table(form_, *repeat.node)) button.repeat = repeat.path;
    if (in_repeat()) button.repeat = repeats_.front().button.repeat;
    repeats_.push_back({std::move(button)});
}

// The first answer of an instance says which one it is.
void FormPages::note_instance(const forms::Item& place, FormItem& item) {
    Repeat& repeat = repeats_.back();
    if (place.is_row) {
        item.label = repeat.button.label + " " + std::to_string(++repeat.count);
        repeat.is_named = false;
    } else if (!repeat.is_named && is_column(item) && !item.cell.empty()) {
        repeat.button.shown += (repeat.button.shown.empty() ? "" : " · ") + item.cell;
        repeat.is_named = true;
    }
}

void FormPages::add(const forms::Item& place, FormItem item) {
    if (in_repeat()) {
        note_instance(place, item);
        item.repeat = repeats_.front().button.repeat;
        if (!item.repeat.empty() && is_column(item)) item.question = node_of(form_, place.node).path;
    }
    pages_.back().items.push_back(std::move(item));
}

void FormPages::end_repeat() {
    pages_.back().items.push_back(std::move(repeats_.back().button));
    repeats_.pop_back();
}

std::vector<FormPage> FormPages::finish() {
    while (in_repeat()) end_repeat();
    while (!pages_.empty() && pages_.back().items.empty()) pages_.pop_back();
    return std::move(pages_);
}

}  // namespace nuong::client
