#include "sync-server/core/inspect.h"

#include <algorithm>

#include "shared/base/time_zone.h"
#include "shared/forms/consents.h"
#include "shared/forms/record_instance.h"
#include "shared/merge/merge.h"
#include "shared/protocol/limits.h"
#include "sync-server/core/limits.h"

namespace nuong {
namespace {

bool is_within(const Path& path, const Path& register_path) {
    if (register_path == reserved::whole) return true;
    return path.starts_with(register_path) &&
           (path.size() == register_path.size() || path[register_path.size()] == '/');
}

bool is_written_by(const Change& change, const Path& path) {
    return std::any_of(change.writes.begin(), change.writes.end(),
                       [&](const Write& write) { return is_within(path, write.path); });
}

bool is_answer(const Write& write) { return !is_reserved(write.path) || write.path == reserved::whole; }

// Who asks without consent has no answers to send, however they come: as a correction, or after the record was made. A
// form that merges as a whole brings the consent with every save.
bool is_about_consent(const forms::CompiledForm& form, const Path& path) {
    const forms::FormSettings& settings = form.definition.settings;
    return settings.merges_whole && !settings.consent_purpose.empty() && path == forms::consent::asked;
}

bool is_missing_consent(const forms::CompiledForm& form, const forms::AnswerError& error) {
    return error.kind == forms::ErrorKind::required && is_about_consent(form, error.path);
}

// Of a correction the device saw more than we can know here; what no version of the form takes, it should not have
// sent.
bool is_certain(const forms::CompiledForm& form, const forms::AnswerError& error) {
    if (error.kind == forms::ErrorKind::type) return true;
    if (error.kind != forms::ErrorKind::not_in_list) return false;
    const int node = form.find(forms::without_row_keys(form.definition, error.path));
    return node >= 0 && form.plan(node).choices < 0;  // a list that does not depend on other answers
}

std::string label_of(const forms::CompiledForm& form, const Path& path, const char* language) {
    const forms::Node* node = form.definition.find(forms::without_row_keys(form.definition, path));
    return node && !node->label.empty() ? node->label.in(language, form.definition.default_language) : path;
}

Refusal refused_for(const forms::CompiledForm& form, const std::vector<forms::AnswerError>& errors) {
    constexpr std::size_t named_max = 3;
    Message message{"Phiếu chưa hợp lệ nên máy chủ chưa nhận; dữ liệu vẫn được giữ. Cần sửa:",
                    "The form is not valid, so the server has not taken it; the data is kept. To be corrected:"};
    for (std::size_t i = 0; i < errors.size() && i < named_max; ++i) {
        message.vi += " «" + label_of(form, errors[i].path, "vi") + "»: " + errors[i].message.vi;
        message.en += " \"" + label_of(form, errors[i].path, "en") + "\": " + errors[i].message.en;
    }
    return {"invalid", std::move(message)};
}

std::vector<forms::AnswerError> violations(const forms::FormPointer& form, const RecordState& after,
                                           const Change& change, bool is_made, Date today) {
    std::vector<forms::AnswerError> errors = forms::instance_of_record(form, after, today, change.author).problems();
    if (!is_made)
        std::erase_if(errors, [&](const forms::AnswerError& error) {
            return !(is_certain(*form, error) || is_missing_consent(*form, error)) ||
                   !is_written_by(change, error.path);
        });
    return errors;
}

}  // namespace

std::optional<Refusal> refusal_by_form(const forms::FormPointer& form, const RecordState& after, const Change& change,
                                       bool is_made, Instant received) {
    const bool has_answers = std::any_of(change.writes.begin(), change.writes.end(), is_answer);
    if (!form || !has_answers) return std::nullopt;
    // A rule may speak of today, and the device's clock may be wrong: what holds on either day is accepted.
    const Date written = date_of(change.at, viet_nam_offset), arrived = date_of(received, viet_nam_offset);
    const auto errors = violations(form, after, change, is_made, written);
    if (errors.empty()) return std::nullopt;
    if (arrived != written && violations(form, after, change, is_made, arrived).empty()) return std::nullopt;
    return refused_for(*form, errors);
}

std::optional<Refusal> refusal_for_consent(const forms::FormPointer& form, const RecordState& after,
                                           const Change& change, Instant received) {
    const Path asked(forms::consent::asked);
    if (!form || !is_about_consent(*form, asked) || !is_written_by(change, asked)) return std::nullopt;
    const Date arrived = date_of(received, viet_nam_offset);
    auto errors = forms::instance_of_record(form, after, arrived, change.author).problems();
    std::erase_if(errors, [&](const forms::AnswerError& error) { return error.path != asked; });
    return errors.empty() ? std::nullopt : std::optional(refused_for(*form, errors));
}

std::vector<forms::AnswerError> errors_in(const forms::FormPointer& form, const RecordState& state, Date today) {
    return form ? forms::instance_of_record(form, state, today, "").problems() : std::vector<forms::AnswerError>{};
}

std::size_t parts_of(const RecordState& state) {
    std::size_t parts = state.context.cloud().size();
    for (const Register& reg : state.registers) parts += reg.heads.size();
    return parts;
}

std::optional<Refusal> refusal_by_size(const RecordState& after, std::size_t bytes) {
    if (bytes <= limits::state_bytes_max && parts_of(after) <= protocol::writes_max) return std::nullopt;
    return Refusal{"too_large",
                   {"Phiếu này đã quá lớn. Hãy lập phiếu mới cho phần tiếp theo.",
                    "This record has grown too large. Start a new record for the rest."}};
}

}  // namespace nuong
