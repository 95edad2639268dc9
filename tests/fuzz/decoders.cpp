// Fuzz targets, one per decoder: FUZZ_TARGET names it. Random bytes must end in a value or a clear error, never in a
// crash; what was read must read the same after it is written again.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "client/pictures/photo.h"
#include "shared/base/csv.h"
#include "shared/base/enrolment_link.h"
#include "shared/base/hash.h"
#include "shared/base/json.h"
#include "shared/base/json_cursor.h"
#include "shared/base/text.h"
#include "shared/forms/citizen_card.h"
#include "shared/forms/compile.h"
#include "shared/forms/document_query.h"
#include "shared/forms/expression.h"
#include "shared/forms/import_xform.h"
#include "shared/forms/instance.h"
#include "shared/forms/parse_form.h"
#include "shared/forms/row_tree.h"
#include "shared/forms/xml_tree.h"
#include "shared/model/area_file.h"
#include "shared/model/attachment.h"
#include "shared/protocol/bundle.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/digests.h"
#include "shared/protocol/farewell.h"
#include "shared/protocol/recovery.h"
#include "shared/protocol/relay.h"
#include "shared/protocol/report_desk.h"
#include "shared/xlsform/import_xlsform.h"
#include "sync-server/web/web_request.h"

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
[[maybe_unused]] void enroll_answer(std::string_view text) { round_trip(text, protocol::decode_enroll_answer); }
[[maybe_unused]] void wiped_answer(std::string_view text) { round_trip(text, protocol::decode_wiped_answer); }
[[maybe_unused]] void reports_request(std::string_view text) { round_trip(text, protocol::decode_reports_request); }
[[maybe_unused]] void reports_answer(std::string_view text) { round_trip(text, protocol::decode_reports_answer); }
[[maybe_unused]] void state(std::string_view text) { round_trip(text, protocol::decode_state); }
[[maybe_unused]] void change(std::string_view text) { round_trip(text, protocol::decode_change); }

// What a history keeps, also of erased saves: what is read says the same when it is read again.
[[maybe_unused]] void sent_change(std::string_view text) {
    const auto sent = protocol::decode_sent_change(text);
    if (!sent) return;
    const auto again = protocol::decode_sent_change(sent->text);
    if (!again || again->hash() != sent->hash() || again->erased != sent->erased) std::abort();
}

// Of a QR code that anybody may have printed.
[[maybe_unused]] void enrolment_link(std::string_view text) {
    const auto link = parse_enrolment_link(text);
    if (link && parse_enrolment_link(text_of(*link)) != link) std::abort();
}

[[maybe_unused]] void csv(std::string_view text) {
    CsvReader reader(text);
    std::size_t line = 0;
    while (!reader.is_done()) {
        (void)reader.line();
        if (reader.line_number() <= line) std::abort();  // each line further down than the one before
        line = reader.line_number();
    }
}

[[maybe_unused]] void http_error(std::string_view text) {
    const protocol::HttpError error = protocol::decode_http_error(text);
    if (error.message.vi.empty() && error.message.en.empty()) std::abort();  // a person must be told something
    (void)protocol::encode(error);
}

void put_number(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

template <class Bytes>
void put_bytes(std::string& out, const Bytes& bytes) {
    out.append(bytes.begin(), bytes.end());
}

std::string with_digest(std::string bundle) {
    put_bytes(bundle, sha256(bundle));
    return bundle;
}

// A parcel by somebody who knows the keys and writes what he likes.
std::string parcel_with(std::string_view body, const SealKey& district, const SigningKey& signer) {
    std::string parcel;
    put_bytes(parcel, district.public_key);
    put_number(parcel, 0xA1, 8);
    put_bytes(parcel, signer.public_key);
    put_number(parcel, 1, 8);
    put_number(parcel, 1, 4);
    const std::string sealed = seal(body, district.public_key).value();
    put_number(parcel, sealed.size(), 4);
    parcel += sealed;
    put_bytes(parcel, sign("nuong parcel 1\n" + parcel, signer));
    return parcel;
}

// As it came; with the digest right, so that what lies inside is looked at; and as the body of a parcel that is well
// made.
[[maybe_unused]] void bundle(std::string_view text) {
    static const SealKey district = seal_key_of(KeyBytes{1});
    static const SigningKey signer = signing_key_of(KeyBytes{2});
    for (const std::string& bytes : {std::string(text), with_digest(std::string(text))}) {
        const auto parcels = protocol::decode_bundle(bytes);
        if (!parcels) continue;
        std::vector<std::string> again;
        for (const protocol::Parcel& parcel : *parcels) again.push_back(parcel.bytes);
        if (protocol::encode_bundle(again) != bytes) std::abort();
    }
    const auto made = protocol::decode_bundle(protocol::encode_bundle({parcel_with(text, district, signer)}));
    if (!made || made->size() != 1) std::abort();
    const auto request = protocol::open_parcel(made->front(), district);
    if (request && (request->changes.size() != 1 || request->changes[0].change.device != DeviceId{0xA1})) std::abort();
}

[[maybe_unused]] void blob_progress(std::string_view text) { round_trip(text, protocol::decode_blob_progress); }
[[maybe_unused]] void schemas_request(std::string_view text) { round_trip(text, protocol::decode_schemas_request); }
[[maybe_unused]] void schemas_answer(std::string_view text) { round_trip(text, protocol::decode_schemas_answer); }

[[maybe_unused]] void digests_request(std::string_view text) { round_trip(text, protocol::decode_digests_request); }
[[maybe_unused]] void digests_answer(std::string_view text) { round_trip(text, protocol::decode_digests_answer); }
[[maybe_unused]] void relay_request(std::string_view text) { round_trip(text, protocol::decode_relay_request); }
[[maybe_unused]] void relay_answer(std::string_view text) { round_trip(text, protocol::decode_relay_answer); }

[[maybe_unused]] void recover_request(std::string_view text) { round_trip(text, protocol::decode_recover_request); }
[[maybe_unused]] void recover_answer(std::string_view text) { round_trip(text, protocol::decode_recover_answer); }

// As it came; and as what somebody has sealed to the district who writes what he likes.
[[maybe_unused]] void recovery_box(std::string_view bytes) {
    static const SealKey district = seal_key_of(KeyBytes{1});
    (void)protocol::open_recoverable(bytes, district);
    const auto content = protocol::open_recoverable(seal(bytes, district.public_key).value(), district);
    if (!content) return;
    const auto again = protocol::seal_recoverable(*content, district.public_key);
    if (!again || protocol::open_recoverable(*again, district) != content) std::abort();
}

[[maybe_unused]] void attachment(std::string_view text) {
    if (const auto read = attachment_of(text); read && name_of(*read) != text) std::abort();
    (void)type_of_bytes(text, text);
}

[[maybe_unused]] void photo(std::string_view bytes) {
    if (bytes.size() > 1 && bytes[1] == 'P') bytes.remove_suffix(bytes.size() > 4096 ? bytes.size() - 4096 : 0);
    const auto read = client::read_photo(bytes, 64);
    if (!read) return;
    const client::Photo& photo = *read;
    if (std::max(photo.width, photo.height) > 64 ||
        photo.rgb.size() != static_cast<std::size_t>(photo.width * photo.height * 3))
        std::abort();
    if (!client::read_photo(client::jpeg_of(photo), 64)) std::abort();
}

[[maybe_unused]] void bundle_answer(std::string_view text) { round_trip(text, protocol::decode_bundle_answer); }

[[maybe_unused]] void unpack(std::string_view body) {
    const auto text = protocol::unpack(body);
    if (!text) return;
    if (protocol::is_packed(*text)) return;  // a body that is not JSON; packing it again would be ambiguous
    const auto again = protocol::unpack(protocol::pack(*text));
    if (text->size() < 1024 && (!again || *again != *text)) std::abort();
}

// What is read without a tree must be what the parser takes for JSON, to its last byte.
[[maybe_unused]] void json(std::string_view text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") return;  // the parser would skip a second byte order mark as well
    const auto parsed = parse_json(text, "x");
    if (!check_json(text, "x")) {
        if (parsed) std::abort();
        return;
    }
    if (!parsed && parsed.error().message.en.find("too large") == std::string::npos) std::abort();
    JsonCursor cursor(text);
    const std::string whole(cursor.skip());
    const auto again = parse_json(whole, "x");
    if (parsed && (!again || !(*again == *parsed))) std::abort();
}

// What was done to it and taken back again must leave it as it was.
void fill_and_take_back(const forms::FormPointer& form) {
    forms::Instance filled(form, {});
    const Fields before = filled.answers();
    int steps = 0;
    for (const forms::Item& item : filled.items()) {
        if (++steps > 50) break;
        if (filled.view(item).node->type == forms::FieldType::repeat) (void)filled.add_row(item.path);
        else (void)filled.set(item.path, Value("1"));
    }
    (void)filled.answers_to_save();
    (void)filled.problems();
    while (filled.undo()) {
    }
    const Fields after = filled.answers();
    for (const NamedValue& answer : before)
        if (const Value* now = find(after, answer.name); !now || !(*now == answer.value)) std::abort();
}

[[maybe_unused]] void form(std::string_view text) {
    auto parsed = forms::parse_form(text);
    if (!parsed && parsed.problems.empty()) std::abort();  // refused without a reason
    if (!parsed) return;
    if (const auto compiled = forms::compile_form(std::move(*parsed.definition))) fill_and_take_back(compiled.form);
}

// The first byte says what kind of file it is.
[[maybe_unused]] void table(std::string_view text) {
    if (text.empty()) return;
    const auto kind = static_cast<forms::TableKind>(static_cast<unsigned char>(text.front()) % 3);
    text.remove_prefix(1);
    const auto rows = forms::read_table(kind, text);
    if (!rows) return;
    if (!rows->columns.empty() && rows->cells.size() % rows->columns.size() != 0) std::abort();
    const forms::RowTree tree(kind, text);
    std::vector<forms::NodeNumber> found;
    for (const std::string& column : rows->columns) {
        found.clear();
        const std::string wanted = rows->row_count() > 0 ? rows->cell(0, rows->column(column)) : "";
        if (tree.lookup(1, "item", forms::element_name(column), wanted, found) && rows->row_count() > 0 &&
            found.empty())
            std::abort();
        for (const forms::NodeNumber row : found) (void)tree.value(row);
    }
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

[[maybe_unused]] void workbook(std::string_view bytes) {
    const auto imported = xlsform::import_xlsform(bytes, "trial");
    if (!imported && imported.problems.empty()) std::abort();  // refused without a reason
}

// What was read must be a whole card; what was not must have a reason that repeats nothing of it.
[[maybe_unused]] void citizen_card(std::string_view text) {
    const auto card = forms::read_citizen_card(text);
    if (!card) {
        if (card.error().message.vi.empty() || card.error().message.en.empty()) std::abort();
        return;
    }
    if (card->number.size() != 12 || card->full_name.empty() || to_nfc(card->full_name) != card->full_name ||
        card->born.year < 1900 || card->born.earliest() > card->issued_on ||
        !(card->old_number.empty() || card->old_number.size() == 9))
        std::abort();
}

// What a browser sends: fields of a form, and cookies. What was understood says the same when it is written again.
[[maybe_unused]] void web_fields(std::string_view text) {
    web::Fields fields = web::decode_fields(text);
    fields.erase("");
    if (web::decode_fields(web::encode_fields(fields)) != fields) std::abort();
    for (const auto& [name, value] : web::decode_cookies(text))
        if (name.find('=') != std::string::npos || value.find(';') != std::string::npos) std::abort();
}

// Lines are rows, tabs part cells, a form feed begins the next sheet, whose first line is its name.
[[maybe_unused]] void xlsform_cells(std::string_view text) {
    std::vector<sheets::Sheet> sheets;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\f', at), text.size());
        std::string_view sheet = text.substr(at, end - at);
        const std::size_t name_end = std::min(sheet.find('\n'), sheet.size());
        sheets.push_back({std::string(sheet.substr(0, name_end)), {{}}});
        for (const char c : sheet.substr(name_end)) {
            auto& rows = sheets.back().rows;
            if (c == '\n') rows.emplace_back(1);
            else if (c == '\t') rows.back().emplace_back();
            else if (!rows.back().empty()) rows.back().back() += c;
        }
        at = end + 1;
    }
    const auto imported = xlsform::import_sheets(sheets, "trial");
    if (!imported && imported.problems.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    return 0;
}
