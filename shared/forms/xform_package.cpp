#include "shared/forms/xform_package.h"

#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/forms/parse_survey.h"

namespace nuong::forms {

std::optional<std::string> package_of_xform(std::string_view xml, const Attachment& attachment,
                                            const std::string& fallback_id) {
    OrderedJson attachments = OrderedJson::object();
    const Attachment noted = [&](std::string_view uri) {
        auto text = attachment ? attachment(uri) : std::nullopt;
        if (text) attachments[std::string(uri)] = *text;
        return text;
    };
    const ParsedForm form = import_xform(xml, noted);
    if (!form) return std::nullopt;
    const FormDefinition& read = *form.definition;
    const std::string id = is_name(read.id) ? read.id : fallback_id;
    const std::string& title = read.title.in(read.default_language, read.default_language);
    OrderedJson package{{"id", id}, {"version", read.version}, {"title", title.empty() ? id : title}};
    package["xform"] = std::string(xml);
    if (!attachments.empty()) package["attachments"] = std::move(attachments);
    return dump_json_for_people(package);
}

}  // namespace nuong::forms
