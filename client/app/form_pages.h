// FormPages: which items of a form stand together on one page. One page per group at the top; questions that stand
// between groups share a page. A list at the top stays on the page before it and ends it: alone it is rarely worth one.
#pragma once
#include <string>
#include <vector>

#include "client/app/form_view_model.h"
#include "shared/forms/instance.h"

namespace nuong::client {

class FormPages {
public:
    FormPages(const forms::FormDefinition& form, const std::string& language) : form_(form), language_(language) {}

    // Every place in the order of the form, before something is added that stands there.
    void go_to(const forms::Item& place);
    bool is_label_of_page(const forms::Item& place) const;  // nothing more is to be said of it
    bool in_repeat() const { return !repeats_.empty(); }
    void begin_repeat(const forms::ItemView& repeat);  // its button comes after its instances
    void add(const forms::Item& place, FormItem item);
    std::vector<FormPage> finish();

private:
    struct Repeat {
        FormItem button;
        int count = 0;
        bool is_named = false;  // the last instance, by its first answer
    };
    void begin(int owner);
    void end_repeat();
    void note_instance(const forms::Item& place, FormItem& item);

    const forms::FormDefinition& form_;
    std::string language_;
    std::vector<FormPage> pages_;
    int owner_ = -2;  // the top group whose page is open; -1: the loose questions
    bool ends_with_list_ = false;
    std::vector<Repeat> repeats_;  // around the place, outermost first
};

}  // namespace nuong::client
