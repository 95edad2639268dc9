// The words of an XForm: labels written in place, itext in several languages, values shown within them.
#pragma once
#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"
#include "shared/forms/xml_tree.h"

namespace nuong::forms {

// jr:itext('id') -> id; "" when it is anything else.
std::string itext_id(std::string_view expression);

// "Tiếng Việt (vi)" -> "vi", the name that our own forms use; a name without a code stays as it is.
std::string language_code(const std::string& name);

class XformTexts {
public:
    explicit XformTexts(const XmlTree& tree) : tree_(tree) {}

    void read_itext(NodeNumber itext);  // 0: the form has none
    // Of <label>, <hint>: by reference, by itext, or the words in it.
    Label of_element(NodeNumber element) const;
    // More help that a <hint> carries, and the files of a <label>: both by itext only.
    Label guidance_of(NodeNumber hint) const;
    Media media_of(NodeNumber label) const;
    // Of a message in an attribute.
    Label of_attribute(const std::string& words) const;

    std::string default_language = "default";
    std::vector<std::string> languages;
    std::map<std::string, Label, std::less<>> by_id;

private:
    std::string words_of(NodeNumber element) const;  // values inside become ${=expression}
    Label of_id(const std::string& id) const;
    std::string id_of(NodeNumber element) const;  // "" when its words are not itext
    void read_form(const std::string& id, const std::string& form, const std::string& language, NodeNumber value);

    const XmlTree& tree_;
    std::map<std::string, Label, std::less<>> guidance_;
    std::map<std::string, Media, std::less<>> media_;
};

}  // namespace nuong::forms
