// The body of an XForm: which questions are asked by which control, what repeats, and what the form does by itself.
#pragma once
#include <set>

#include "shared/forms/xform_texts.h"

namespace nuong::forms {

struct XformControl {
    std::string kind;  // "input", "select", "group" …
    std::string appearance;
    std::vector<std::pair<std::string, std::string>> parameters;  // of a range, an upload; sorted by name
    Label label, hint, guidance;
    Media media;
    std::optional<Itemset> itemset;
    std::vector<Choice> choices;
};

class XformBody {
public:
    XformBody(const XmlTree& tree, const XformTexts& texts, std::string root, Problems& problems)
        : tree_(tree), texts_(texts), root_(std::move(root)), problems_(problems) {}

    void read(NodeNumber body);
    void read_model_actions(NodeNumber model);
    // "/data/group/name" or a path relative to `context`, as "group/name"; nothing when it leaves the record.
    std::optional<Path> path_of(std::string_view ref, const Path& context) const;

    std::map<Path, XformControl> controls;
    std::map<Path, std::string> repeats;  // with their count, "" when people add rows
    std::vector<FormAction> actions;

private:
    void read_inside(NodeNumber around, const Path& context, const Path& repeat, int depth);
    void read_control(NodeNumber element, const Path& path);
    void name_what_is_not_done(NodeNumber element);
    void read_choices(NodeNumber element, const Path& path, XformControl& control);
    void read_action(NodeNumber element, const Path& trigger, const Path& repeat, bool in_model);
    std::string attribute(NodeNumber element, std::string_view name) const;

    const XmlTree& tree_;
    const XformTexts& texts_;
    std::string root_;
    Problems& problems_;
};

}  // namespace nuong::forms
