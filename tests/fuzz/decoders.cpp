// Fuzz targets, one per decoder: FUZZ_TARGET names it. Random bytes must end in a value or a clear error, never in a
// crash; what was read must read the same after it is written again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "shared/forms/compile.h"
#include "shared/forms/document_query.h"
#include "shared/forms/expression.h"
#include "shared/forms/import_xform.h"
#include "shared/forms/instance.h"
#include "shared/forms/parse_form.h"
#include "shared/forms/xml_tree.h"
#include "shared/model/area_tree.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"

using namespace nuong;

namespace {

// One spelling per value: whatever was accepted, its written form is a fixed point.
template <class Decode>
void round_trip(std::string_view text, Decode decode) {
    const auto read = decode(text);
    if (!read) return;
    const std::string written = protocol::encode(*read);
    const auto again = decode(written);
    if (!again || protocol::encode(*again) != written) std::abort();
}

[[maybe_unused]] void sync_request(std::string_view text) { round_trip(text, protocol::decode_sync_request); }
[[maybe_unused]] void sync_answer(std::string_view text) { round_trip(text, protocol::decode_sync_answer); }
[[maybe_unused]] void enroll_request(std::string_view text) { round_trip(text, protocol::decode_enroll_request); }
[[maybe_unused]] void state(std::string_view text) { round_trip(text, protocol::decode_state); }
[[maybe_unused]] void change(std::string_view text) { round_trip(text, protocol::decode_change); }

[[maybe_unused]] void http_error(std::string_view text) {
    const protocol::HttpError error = protocol::decode_http_error(text);
    if (error.message.vi.empty() && error.message.en.empty()) std::abort();  // a person must be told something
    (void)protocol::encode(error);
}

[[maybe_unused]] void unpack(std::string_view body) {
    const auto text = protocol::unpack(body);
    if (!text) return;
    if (protocol::is_packed(*text)) return;  // a body that is not JSON; packing it again would be ambiguous
    const auto again = protocol::unpack(protocol::pack(*text));
    if (text->size() < 1024 && (!again || *again != *text)) std::abort();
}

[[maybe_unused]] void form(std::string_view text) {
    auto parsed = forms::parse_form(text);
    if (!parsed && parsed.problems.empty()) std::abort();  // refused without a reason
    if (parsed) (void)forms::compile_form(std::move(*parsed.definition));
}

[[maybe_unused]] void expression(std::string_view text) {
    const auto parsed = forms::parse_expression(text);
    if (const auto* error = std::get_if<forms::SyntaxError>(&parsed)) {
        if (error->at > text.size()) std::abort();
        (void)forms::describe(*error, text);
    }
}

// A form and a short life of it: opened, rows added, answered, read in another language.
[[maybe_unused]] void xform(std::string_view text) {
    auto parsed = forms::import_xform(text, nullptr);
    if (!parsed && parsed.problems.empty()) std::abort();
    if (!parsed) return;
    const auto compiled = forms::compile_form(std::move(*parsed.definition));
    if (!compiled) return;
    forms::Instance instance(compiled.form, {});
    int left = 20;
    for (const forms::Item& item : instance.items()) {
        if (--left < 0) break;
        const auto type = compiled.form->node(item.node).type;
        if (type == forms::FieldType::repeat && !item.is_row) (void)instance.add_row(item.path);
        else (void)instance.set(item.path, Value("1"));
    }
    instance.set_language("en");
    for (const forms::Item& item : instance.items()) (void)instance.view(item);
    (void)instance.answers_to_save();
}

// An expression on the first line, a document below it.
[[maybe_unused]] void query(std::string_view text) {
    const std::size_t line = std::min(text.find('\n'), text.size());
    const auto tree = forms::XmlTree::parse(text.substr(std::min(line + 1, text.size())), false);
    if (!tree) return;
    const forms::TreeNode top{tree->get(), 0};
    (void)forms::query(text.substr(0, line), top, top, {});
}

[[maybe_unused]] void areas(std::string_view text) {
    auto parsed = parse_areas(text, "areas");
    if (!parsed) return;
    const auto tree = AreaTree::make(std::move(*parsed));
    if (!tree) return;
    for (const Area& area : tree->areas()) {
        (void)tree->self_and_below(area.code);
        if (!tree->is_within(area.code, area.code)) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    return 0;
}
