// Decoding half of codec.h: what each message consists of. How a part is read, and what is remembered of the first that
// is wrong, is in message_reader.h; after it everything else is still passed over, so the functions here stay straight.
#include <algorithm>

#include "shared/base/encoding.h"
#include "shared/base/json.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/digests.h"
#include "shared/protocol/erased.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {
namespace {

constexpr std::size_t states_max = 1'000'000;  // of one page; its bytes are what limits it
constexpr std::size_t catalogue_max = 10'000;

void read_write(MessageReader& reader, Write& write) {
    reader.tuple("writes", 2, 4, [&](std::size_t place) {
        if (place == 0) write.path = reader.path();
        if (place == 1) write.value = reader.value();
        if (place == 2) reader.list("replaces", writes_max, [&] { write.replaces.push_back(reader.dot()); });
        if (place == 3) write.before = reader.value();
    });
}

Change read_change(MessageReader& reader) {
    Change change;
    reader.members({"device", "seq", "record", "form", "version", "at", "author", "n", "writes"},
                   [&](std::string_view key) {
                       if (key == "device") change.device = reader.device("device");
                       else if (key == "seq") change.seq = reader.number("seq");
                       else if (key == "group") change.group = reader.id("group");
                       else if (key == "record") change.record = reader.id("record");
                       else if (key == "form") change.form = reader.text("form");
                       else if (key == "version") change.form_version = reader.number_32("version");
                       else if (key == "at") change.at = reader.instant("at");
                       else if (key == "author") change.author = reader.text("author");
                       else if (key == "n") change.n0 = reader.number("n");
                       else if (key == "writes")
                           reader.list("writes", writes_max, [&] { read_write(reader, change.writes.emplace_back()); });
                       else return false;
                       return true;
                   });
    if (change.seq == 0) reader.fail("seq");
    if (change.n0 == 0) reader.fail("n");
    if (change.writes.empty()) reader.fail("writes");
    return change;
}

// Whose change it is must be known, or nobody could be told of the refusal; all else may be wrong.
Result<SentChange> read_sent_change(JsonCursor& cursor) {
    MessageReader reader(cursor);
    if (is_without_body(cursor.rest())) {
        SentChange sent = read_without_body(reader);
        return reader.ok() ? Result<SentChange>(std::move(sent)) : reader.error();
    }
    SentChange sent;
    sent.text = reader.text_of_value([&] { sent.change = read_change(reader); });
    Change& change = sent.change;
    if (reader.ok()) return sent;
    if (change.seq == 0 || reader.was_wrong("device")) return reader.error();
    sent.wrong = reader.wrong();
    if (reader.was_wrong("group")) change.group = Uuid{};
    if (reader.was_wrong("record") || reader.was_wrong("n")) change.writes.clear();
    if (reader.was_wrong("record")) change.record = RecordId{};
    return sent;
}

struct PlacedHead {
    Path path;
    Head head;
};

// Saves come in order of dots, and so do the heads of each register: only the paths have to be put in order.
std::vector<Register> registers_of(std::vector<PlacedHead>& placed) {
    std::vector<PlacedHead*> by_path;
    by_path.reserve(placed.size());
    for (PlacedHead& each : placed) by_path.push_back(&each);
    std::stable_sort(by_path.begin(), by_path.end(),
                     [](const PlacedHead* a, const PlacedHead* b) { return a->path < b->path; });
    std::vector<Register> registers;
    registers.reserve(placed.size());
    for (PlacedHead* each : by_path) {
        if (registers.empty() || registers.back().path != each->path) registers.push_back({std::move(each->path), {}});
        registers.back().heads.push_back(std::move(each->head));
    }
    return registers;
}

void read_head(MessageReader& reader, PlacedHead& placed) {
    reader.tuple("heads", 2, 3, [&](std::size_t place) {
        if (place == 0) placed.path = reader.path();
        if (place == 1) placed.head.value = reader.value();
        if (place == 2) placed.head.before = reader.value();
    });
}

void read_save(MessageReader& reader, std::vector<PlacedHead>& placed) {
    const std::size_t first = placed.size();
    Head common;
    reader.members({"device", "n", "at", "author"}, [&](std::string_view key) {
        if (key == "device") common.dot.device = reader.device("device");
        else if (key == "n") common.dot.n = reader.number("n");
        else if (key == "at") common.at = reader.instant("at");
        else if (key == "author") common.author = reader.text("author");
        else if (key == "heads") reader.list("heads", writes_max, [&] { read_head(reader, placed.emplace_back()); });
        else return false;
        return true;
    });
    if (common.dot.n == 0) reader.fail("n");
    for (std::size_t i = first; i < placed.size(); ++i) {
        Head& head = placed[i].head;
        head.dot = common.dot;
        head.at = common.at;
        head.author = common.author;
        ++common.dot.n;
    }
}

// A state whose heads are not in its own context, or not in order, would poison every merge after it.
void check_state(MessageReader& reader, const RecordState& state) {
    for (const Register& reg : state.registers)
        for (std::size_t i = 0; i < reg.heads.size(); ++i) {
            if (!state.context.has_seen(reg.heads[i].dot)) reader.fail("seen");
            if (i > 0 && !(reg.heads[i - 1].dot < reg.heads[i].dot)) reader.fail("saves");
        }
}

void read_seen(MessageReader& reader, Context& context) {
    if (reader.cursor().kind() != JsonKind::object) reader.fail("seen");
    reader.members({}, [&](std::string_view name) {
        const auto device = parse_device_id(name);
        if (!device) return reader.fail("seen"), false;
        context.add_run(*device, reader.number("seen"));
        return true;
    });
}

RecordState read_state(MessageReader& reader) {
    RecordState state;
    std::vector<Dot> beyond;
    std::vector<PlacedHead> placed;
    reader.members({"record", "form", "seen"}, [&](std::string_view key) {
        if (key == "record") state.id = reader.id("record");
        else if (key == "form") state.form = reader.text("form");
        else if (key == "seen") read_seen(reader, state.context);
        else if (key == "beyond") reader.list("beyond", writes_max, [&] { beyond.push_back(reader.dot()); });
        else if (key == "saves") reader.list("saves", writes_max, [&] { read_save(reader, placed); });
        else return false;
        return true;
    });
    for (const Dot& dot : beyond) state.context.add(dot);
    state.registers = registers_of(placed);
    check_state(reader, state);
    return state;
}

Grants read_grants(MessageReader& reader) {
    Grants grants;
    reader.members({"user", "role"}, [&](std::string_view key) {
        if (key == "user") grants.user = reader.text("user");
        else if (key == "role") grants.role = reader.text("role");
        else if (key == "areas")
            reader.list("areas", cursors_max, [&] { grants.areas.push_back(reader.text("areas")); });
        else if (key == "forms") {
            grants.forms.emplace();
            reader.list("forms", cursors_max, [&] { grants.forms->push_back(reader.text("forms")); });
        } else if (key == "own") {
            reader.list("own", cursors_max, [&] { grants.own.push_back(reader.text("own")); });
        } else if (key == "write") {
            grants.write.emplace();
            reader.list("write", cursors_max, [&] { grants.write->push_back(reader.text("write")); });
        } else if (key == "review") {
            reader.list("review", cursors_max, [&] { grants.review.push_back(reader.text("review")); });
        } else if (key == "lease_days") {
            grants.lease_days = reader.number_32("lease_days");
        } else if (key == "wrong_pins_max") {
            grants.wrong_pins_max = reader.number_32("wrong_pins_max");
        } else return false;
        return true;
    });
    return grants;
}

Digest read_digest(MessageReader& reader) {
    Digest digest;
    reader.tuple("digest", 2, 2, [&](std::size_t place) {
        if (place == 0) digest.records = reader.number("digest");
        if (place == 1) digest.mark = read_mark(reader, "digest");
    });
    return digest;
}

AreaPage read_page(MessageReader& reader) {
    AreaPage page;
    reader.members({"area", "at"}, [&](std::string_view key) {
        if (key == "area") page.area = reader.text("area");
        else if (key == "states")
            reader.list("states", states_max, [&] {
                SentState& sent = page.states.emplace_back();
                sent.text = reader.text_of_value([&] { sent.state = read_state(reader); });
            });
        else if (key == "left") reader.list("left", states_max, [&] { page.left.push_back(reader.id("left")); });
        else if (key == "at") page.at = reader.number("at");
        else if (key == "more") page.more = reader.is_true();
        else if (key == "to_come") page.to_come = reader.number("to_come");
        else if (key == "digest") page.digest = read_digest(reader);
        else return false;
        return true;
    });
    return page;
}

SchemaEntry read_schema_entry(MessageReader& reader) {
    SchemaEntry entry;
    reader.tuple("catalogue", 4, 4, [&](std::size_t place) {
        if (place == 0) entry.kind = reader.text("catalogue");
        if (place == 1) entry.id = reader.text("catalogue");
        if (place == 2) entry.version = reader.number_32("catalogue");
        if (place == 3) entry.hash = reader.text("catalogue");
    });
    return entry;
}

Verdict read_verdict(MessageReader& reader) {
    Verdict verdict;
    reader.members({"seq", "code", "message"}, [&](std::string_view key) {
        if (key == "seq") verdict.seq = reader.number("seq");
        else if (key == "code") verdict.code = reader.text("code");
        else if (key == "message") verdict.message = reader.message();
        else return false;
        return true;
    });
    return verdict;
}

Cursor read_cursor(MessageReader& reader) {
    Cursor cursor;
    reader.tuple("cursors", 2, 2, [&](std::size_t place) {
        if (place == 0) cursor.area = reader.text("cursors");
        if (place == 1) cursor.at = reader.number("cursors");
    });
    return cursor;
}

MakerAnswer read_maker(MessageReader& reader) {
    MakerAnswer maker;
    reader.members({"device", "acked"}, [&](std::string_view key) {
        if (key == "device") maker.maker = reader.device("device");
        else if (key == "acked") maker.acked = reader.number("acked");
        else if (key == "code") maker.code = reader.text("code");
        else if (key == "message") maker.message = reader.message();
        else return false;
        return true;
    });
    return maker;
}

void read_changes(MessageReader& reader, std::vector<SentChange>& changes) {
    reader.list("changes", changes_max, [&] {
        auto sent = read_sent_change(reader.cursor());
        if (sent) changes.push_back(std::move(*sent));
        else reader.fail("changes");
    });
}

template <class T, class Read>
Result<T> decode_part(std::string_view text, const char* what, Read read) {
    if (const auto checked = check_json(text, what); !checked) return checked.error();
    JsonCursor cursor(text);
    MessageReader reader(cursor);
    T part = read(reader);
    if (!reader.ok()) return reader.error();
    return part;
}

}  // namespace

Result<SyncRequest> decode_sync_request(std::string_view text) {
    std::optional<LinkMark> previous;
    auto request = decode_message<SyncRequest>(
        text, {"protocol", "device", "catalogue", "grants", "clock"},
        [&](MessageReader& reader, SyncRequest& into, std::string_view key) {
            if (key == "device") into.device = reader.device("device");
            else if (key == "epoch") into.epoch = reader.text("epoch");
            else if (key == "cursors")
                reader.list("cursors", cursors_max, [&] { into.cursors.push_back(read_cursor(reader)); });
            else if (key == "catalogue") into.catalogue = reader.text("catalogue");
            else if (key == "grants") into.grants = reader.text("grants");
            else if (key == "clock") into.clock = reader.instant("clock");
            else if (key == "page_bytes")
                into.page_bytes =
                    static_cast<std::uint32_t>(std::min<std::uint64_t>(reader.number("page_bytes"), text_bytes_max));
            else if (key == "heard") into.heard = reader.number("heard");
            else if (key == "doubted")
                reader.list("doubted", doubted_max, [&] { into.doubted.push_back(reader.id("doubted")); });
            else if (key == "counts") into.counts = reader.is_true();
            else if (key == "compares") into.compares = reader.is_true();
            else if (key == "erasures") into.erasures = reader.number("erasures");
            else if (key == "sign") into.sign = read_bytes<KeyBytes>(reader, "sign");
            else if (key == "previous") previous = into.previous = read_bytes<LinkMark>(reader, "previous");
            else if (key == "changes") read_changes(reader, into.changes);
            else if (key == "audit") into.audit = read_audit(reader);
            else if (key == "waits") into.waits = read_waits(reader);
            else if (key == "desk") into.desk = reader.text("desk");
            else if (key == "signature") into.signature = read_bytes<Signature>(reader, "signature");
            else if (key == "program") into.program = parse_program_version(reader.text("program"));
            else if (key == "at") into.milestone = read_milestone(reader);
            else return false;
            return true;
        });
    if (request && !request->changes.empty() && !previous) return malformed_at("previous");
    if (request && request->changes.empty()) request->signature.reset();  // of nothing
    return request;
}

Result<SyncAnswer> decode_sync_answer(std::string_view text) {
    return decode_message<SyncAnswer>(
        text, {"protocol", "epoch", "time", "acked"},
        [](MessageReader& reader, SyncAnswer& answer, std::string_view key) {
            if (key == "epoch") answer.epoch = reader.text("epoch");
            else if (key == "time") answer.time = reader.instant("time");
            else if (key == "acked") answer.acked = reader.number("acked");
            else if (key == "chain") answer.chain = read_bytes<LinkMark>(reader, "chain");
            else if (key == "verdicts")
                reader.list("verdicts", changes_max, [&] { answer.verdicts.push_back(read_verdict(reader)); });
            else if (key == "grants") answer.grants = read_grants(reader);
            else if (key == "catalogue") {
                answer.catalogue.emplace();
                reader.list("catalogue", catalogue_max,
                            [&] { answer.catalogue->push_back(read_schema_entry(reader)); });
            } else if (key == "areas")
                reader.list("areas", cursors_max, [&] { answer.areas.push_back(read_page(reader)); });
            else if (key == "retry_after")
                answer.retry_after = std::chrono::seconds(std::min<std::uint64_t>(reader.number("retry_after"), 86400));
            else if (key == "top") answer.top = reader.number("top");
            else if (key == "files_ahead") answer.files_ahead = reader.is_true();
            else if (key == "needs_code") answer.needs_code = reader.is_true();
            else if (key == "seal") answer.seal = read_bytes<KeyBytes>(reader, "seal");
            else if (key == "audited") answer.audited = read_audit_taken(reader);
            else if (key == "erased") answer.erased = read_erasures(reader);
            else if (key == "desk") answer.desk = read_desk(reader);
            else if (key == "programs") answer.programs = read_programs(reader);
            else if (key == "at") answer.milestone = read_milestone(reader);
            else if (key == "put_back") answer.put_back = reader.is_true();
            else return false;
            return true;
        });
}

Result<EnrollRequest> decode_enroll_request(std::string_view text) {
    return decode_message<EnrollRequest>(text, {"protocol", "code", "device", "device_name"},
                                         [](MessageReader& reader, EnrollRequest& request, std::string_view key) {
                                             if (key == "code") request.code = reader.text("code");
                                             else if (key == "device") request.device = reader.device("device");
                                             else if (key == "device_name")
                                                 request.device_name = reader.text("device_name");
                                             else if (key == "key") request.key = read_bytes<KeyBytes>(reader, "key");
                                             else if (key == "proof")
                                                 request.proof = read_bytes<Signature>(reader, "proof");
                                             else if (key == "code_name")
                                                 request.code_name = read_bytes<Hash>(reader, "code_name");
                                             else if (key == "code_proof")
                                                 request.code_proof = read_bytes<Hash>(reader, "code_proof");
                                             else return false;
                                             return true;
                                         });
}

Result<EnrollAnswer> decode_enroll_answer(std::string_view text) {
    return decode_message<EnrollAnswer>(text, {"protocol", "token", "grants", "epoch"},
                                        [](MessageReader& reader, EnrollAnswer& answer, std::string_view key) {
                                            if (key == "token") answer.token = reader.text("token");
                                            else if (key == "grants") answer.grants = read_grants(reader);
                                            else if (key == "epoch") answer.epoch = reader.text("epoch");
                                            else if (key == "seal") answer.seal = read_bytes<KeyBytes>(reader, "seal");
                                            else if (key == "code_proof")
                                                answer.code_proof = read_bytes<Hash>(reader, "code_proof");
                                            else return false;
                                            return true;
                                        });
}

Result<BundleAnswer> decode_bundle_answer(std::string_view text) {
    return decode_message<BundleAnswer>(
        text, {"protocol", "makers"}, [](MessageReader& reader, BundleAnswer& answer, std::string_view key) {
            if (key != "makers") return false;
            reader.list("makers", parcels_max, [&] { answer.makers.push_back(read_maker(reader)); });
            return true;
        });
}

Result<SchemasRequest> decode_schemas_request(std::string_view text) {
    return decode_message<SchemasRequest>(
        text, {"protocol", "hashes"}, [](MessageReader& reader, SchemasRequest& request, std::string_view key) {
            if (key != "hashes") return false;
            reader.list("hashes", schemas_max, [&] { request.hashes.push_back(reader.text("hashes")); });
            return true;
        });
}

Result<SchemasAnswer> decode_schemas_answer(std::string_view text) {
    return decode_message<SchemasAnswer>(
        text, {"protocol", "documents"}, [](MessageReader& reader, SchemasAnswer& answer, std::string_view key) {
            if (key != "documents") return false;
            reader.list("documents", schemas_max,
                        [&] { answer.documents.push_back(reader.text("documents", document_bytes_max)); });
            return true;
        });
}

Result<BlobProgress> decode_blob_progress(std::string_view text) {
    return decode_message<BlobProgress>(text, {"protocol", "have", "size"},
                                        [](MessageReader& reader, BlobProgress& progress, std::string_view key) {
                                            if (key == "have") progress.have = reader.number("have");
                                            else if (key == "size") progress.size = reader.number("size");
                                            else if (key == "at") progress.milestone = read_milestone(reader);
                                            else return false;
                                            return true;
                                        });
}

Result<Change> decode_change(std::string_view text) { return decode_part<Change>(text, "change", read_change); }

Result<SentChange> decode_sent_change(std::string_view text) {
    if (const auto checked = check_json(text, "change"); !checked) return checked.error();
    JsonCursor cursor(text);
    return read_sent_change(cursor);
}

Result<RecordState> decode_state(std::string_view text) { return decode_part<RecordState>(text, "record", read_state); }

}  // namespace nuong::protocol
