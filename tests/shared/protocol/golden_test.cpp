// Messages as version 1 wrote them, in schemas/protocol/examples: read and written for ever as they stand there.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <functional>
#include <map>

#include "shared/merge/merge.h"
#include "shared/protocol/code_proof.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/dictionary.h"
#include "shared/protocol/digests.h"
#include "shared/protocol/farewell.h"
#include "shared/protocol/recovery.h"
#include "shared/protocol/relay.h"
#include "shared/protocol/run_proof.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::protocol;

namespace {

const std::filesystem::path examples = NUONG_SOURCE_DIR "/schemas/protocol/examples";

template <auto decode>
std::string again(std::string_view text) {
    const auto message = decode(text);
    return message ? encode(*message) : "refused: " + message.error().message.en;
}

// Every message of the protocol: a file that is not here is not read by anybody.
const std::map<std::string, std::function<std::string(std::string_view)>>& readers() {
    static const std::map<std::string, std::function<std::string(std::string_view)>> all{
        {"sync_request", again<decode_sync_request>},
        {"sync_answer", again<decode_sync_answer>},
        {"enroll_request", again<decode_enroll_request>},
        {"enroll_answer", again<decode_enroll_answer>},
        {"schemas_request", again<decode_schemas_request>},
        {"schemas_answer", again<decode_schemas_answer>},
        {"digests_request", again<decode_digests_request>},
        {"digests_answer", again<decode_digests_answer>},
        {"bundle_answer", again<decode_bundle_answer>},
        {"blob_progress", again<decode_blob_progress>},
        {"relay_request", again<decode_relay_request>},
        {"relay_answer", again<decode_relay_answer>},
        {"sync_answer_relay", again<decode_sync_answer>},
        {"sync_answer_forgotten", again<decode_sync_answer>},
        {"relay_request_top", again<decode_relay_request>},
        {"relay_answer_top", again<decode_relay_answer>},
        {"sync_request_signed", again<decode_sync_request>},
        {"enroll_request_key", again<decode_enroll_request>},
        {"enroll_request_heir", again<decode_enroll_request>},
        {"enroll_request_proven", again<decode_enroll_request>},
        {"enroll_answer_proven", again<decode_enroll_answer>},
        {"relay_answer_wipe", again<decode_relay_answer>},
        {"relay_request_signed", again<decode_relay_request>},
        {"relay_answer_signers", again<decode_relay_answer>},
        {"sync_request_audit", again<decode_sync_request>},
        {"sync_request_audit_asked", again<decode_sync_request>},
        {"sync_answer_audited", again<decode_sync_answer>},
        {"sync_answer_desk_refused", again<decode_sync_answer>},
        {"sync_answer_audit_gap", again<decode_sync_answer>},
        {"sync_request_desk", again<decode_sync_request>},
        {"sync_request_program", again<decode_sync_request>},
        {"sync_request_milestone", again<decode_sync_request>},
        {"sync_answer_put_back", again<decode_sync_answer>},
        {"relay_request_milestone", again<decode_relay_request>},
        {"relay_answer_put_back", again<decode_relay_answer>},
        {"blob_progress_milestone", again<decode_blob_progress>},
        {"sync_answer_desk", again<decode_sync_answer>},
        {"sync_answer_programs", again<decode_sync_answer>},
        {"relay_request_audits", again<decode_relay_request>},
        {"relay_answer_audited", again<decode_relay_answer>},
        {"enroll_answer_seal", again<decode_enroll_answer>},
        {"relay_request_files", again<decode_relay_request>},
        {"relay_answer_files", again<decode_relay_answer>},
        {"relay_answer_forgotten", again<decode_relay_answer>},
        {"enroll_answer_review", again<decode_enroll_answer>},
        {"recover_request", again<decode_recover_request>},
        {"recover_answer", again<decode_recover_answer>},
        {"wiped_answer", again<decode_wiped_answer>},
        {"sync_request_erasures", again<decode_sync_request>},
        {"sync_answer_erased", again<decode_sync_answer>},
        {"change_erased",
         [](std::string_view text) {
             const auto sent = decode_sent_change(text);
             if (!sent || !sent->erased) return std::string("refused");
             const Change& change = sent->change;
             return SentChange::without_body(change.device, change.seq, change.record, *sent->erased).text;
         }},
        {"change", again<decode_change>},
        {"state", again<decode_state>},
    };
    return all;
}

const DeviceId lan{0xA1}, binh{0xB2};
const RecordId phu = *parse_uuid("0190a3b2-1111-7222-8333-444455556666");

Change registration() {
    return {.device = lan,
            .seq = 1,
            .group = std::nullopt,
            .record = phu,
            .form = "person_register",
            .form_version = 1,
            .at = *parse_instant("2024-03-01T02:00:00.000Z"),
            .author = "lan",
            .n0 = 1,
            .writes = {{"full_name", "Vàng Seo Phử", {}},
                       {"birth_year", 1990, {}},
                       {"weight", 52.5, {}},
                       {"phone", Missing{"refused"}, {}},
                       {"~area", "02953", {}}}};
}

Change correction() {
    Change change = registration();
    change.device = binh;
    change.seq = 7;
    change.group = *parse_uuid("0190a3b2-1111-7222-8333-aaaaaaaaaaaa");
    change.writes = {{"full_name", "Vàng Seo Phừ", {{lan, 1}}, Value("Vàng Seo Phử")},
                     {"q1", Fields{{"alcohol", Value("yes")}, {"opioids", Value("no")}}, {}}};
    return change;
}

RecordState record() {
    RecordState state{phu, {}, {}, {}};
    apply(state, registration());
    Change apart = correction();
    apart.writes[0].replaces.clear();
    apply(state, apart);
    return state;
}

SyncRequest sync_request() {
    return {.device = lan,
            .epoch = "0123456789abcdef",
            .cursors = {{"089", 12}, {"02953", 0}},
            .catalogue = "01234567",
            .grants = "89abcdef",
            .clock = *parse_instant("2024-03-01T02:00:00.000Z"),
            .previous = mark_of(sha256("x")),
            .changes = {registration(), correction()},
            .page_bytes = 100000,
            .heard = 12,
            .sign = KeyBytes{1, 2, 3},
            .doubted = {phu},
            .counts = true,
            .compares = true};
}

SyncAnswer sync_answer() {
    return {.epoch = "0123456789abcdef",
            .time = *parse_instant("2024-03-02T00:00:00.000Z"),
            .acked = 9,
            .chain = mark_of(sha256("y")),
            .verdicts = {{8, "no_right", {"không có quyền", "no right"}}},
            .grants = Grants{"lan",
                             "outreach_worker",
                             {"089"},
                             std::vector<FormId>{"person_register", "staff_register"},
                             {"person_register"},
                             std::vector<FormId>{"person_register"}},
            .catalogue = std::vector<SchemaEntry>{{"form", "person_register", 1, std::string(64, 'a')}},
            .areas = {{"089", {record()}, {phu}, 44, true, 300},
                      {"02953", {}, {}, 45, false, std::nullopt, Digest{7, 0x0123456789ABCDEF}}},
            .retry_after = std::chrono::seconds(5),
            .top = 8,
            .seal = KeyBytes{4, 5, 6}};
}

RelayAnswer relay_answer() {
    Directory directory;
    directory.users = {{"lan", "outreach_worker", false, {"089"}}, {"binh", "volunteer", true, {}}};
    directory.devices = {{lan, "máy của Lan", "active", 9, sha256("z")}};
    directory.enrolments = {{lan, "lan", sha256("token")}};
    return {.taken = {{{lan, 12, "", {}}, {binh, 0, "revoked", {"không", "no"}}}},
            .directory = directory,
            .keys = {},
            .at_top = {},
            .seal = {}};
}

void write_example(const std::string& name, const std::string& text) {
    const auto path = examples / (name + ".json");
    if (std::filesystem::exists(path)) return;
    nuong::test::write_bytes(path, text + "\n");
}

// The chain of two changes, signed as a device does it.
SyncRequest signed_request() {
    const SigningKey key = signing_key_of(KeyBytes{0x22});
    SyncRequest request = sync_request();
    Change second = registration();
    second.seq = 2;
    second.n0 = 6;
    request.heard.reset();
    request.sign.reset();
    request.doubted.clear();
    request.counts = request.compares = false;
    request.previous = {};
    request.changes = {registration(), second};
    Hash link{};
    for (const SentChange& sent : request.changes) link = next_link(link, sha256(sent.text));
    request.signature = sign_run({lan, 2, link}, key);
    return request;
}

void write_signed_examples() {
    const SigningKey key = signing_key_of(KeyBytes{0x22}), heir = signing_key_of(KeyBytes{0x33});
    write_example("sync_request_signed", encode(signed_request()));
    write_example("enroll_request_key", encode(EnrollRequest{"ABCD-EFGH-JKMN", lan, "máy của Lan", key.public_key}));
    write_example("enroll_request_heir", encode(EnrollRequest{"", binh, "máy của Lan", heir.public_key,
                                                              sign_heir({lan, binh, heir.public_key}, key)}));
    const EnrollRequest proven = enroll_request(keys_of_code("ABCD-EFGH-JKMN"), lan, "máy của Lan", key.public_key);
    write_example("enroll_request_proven", encode(proven));
    EnrollAnswer enrolled{"dG9rZW4", *sync_answer().grants, "0123456789abcdef", seal_key_of(KeyBytes{0x44}).public_key};
    enrolled.code_proof = proof_of(enrolled, proven, keys_of_code("ABCD-EFGH-JKMN").key);
    write_example("enroll_answer_proven", encode(enrolled));
    RelayAnswer lost;
    lost.directory.emplace().devices = {
        {lan, "máy của Lan", "wiped", 9, sha256("z"), {sha256("order"), sha256("of another key")}}};
    write_example("relay_answer_wipe", encode(lost));
    RelayRun run;
    run.request = signed_request();
    RelayRequest request;
    request.directory = request.signers.emplace("0123456789abcdef");
    request.runs = {run};
    write_example("relay_request_signed", encode(request));
    RelayAnswer answer;
    answer.signers = std::vector<Signer>{{lan, key.public_key, true}, {binh, heir.public_key, false}};
    write_example("relay_answer_signers", encode(answer));
}

AuditRun audit_run() {
    const Instant at = *parse_instant("2024-03-01T02:00:00.000Z");
    AuditRun run{sha256("before"), {}};
    for (const AuditEntry& entry :
         {AuditEntry{.n = 7, .at = at, .who = "lan", .what = "search", .form = "person_register", .detail = "3"},
          AuditEntry{.n = 8,
          .at = at,
          .who = "lan",
          .what = "read",
          .record = phu,
          .person = phu,
          .form = "outreach_contact"}})
        run.entries.push_back({entry, encode(entry)});
    run.signature = sign_audit({lan, 8, end_of(run)}, signing_key_of(KeyBytes{9}));
    return run;
}

void write_audit_examples() {
    SyncRequest request = sync_request();
    request.changes.clear();
    request.audit = audit_run();
    write_example("sync_request_audit", encode(request));
    request.audit = AuditRun{.previous = end_of(audit_run()), .doubts = true};
    write_example("sync_request_audit_asked", encode(request));
    SyncAnswer answer;
    answer.epoch = "0123456789abcdef";
    answer.time = sync_answer().time;
    answer.audited = AuditTaken{.count = 2, .at_top = true};
    write_example("sync_answer_audited", encode(answer));
    answer.audited = AuditTaken{.has_gap = true};
    write_example("sync_answer_audit_gap", encode(answer));
    RelayRequest relayed;
    relayed.directory = "0123456789abcdef";
    relayed.audits = {{lan, audit_run()}, {lan, {.previous = sha256("before")}}};
    write_example("relay_request_audits", encode(relayed));
    RelayAnswer known;
    known.audited = {{.count = 2}, {.at_top = true}};
    write_example("relay_answer_audited", encode(known));
}

void write_desk_examples() {
    SyncRequest request = sync_request();
    request.changes.clear();
    request.waits = Waits{.saves = 3, .drafts = 2};
    request.desk = "01234567";
    write_example("sync_request_desk", encode(request));
    SyncAnswer answer;
    answer.epoch = "0123456789abcdef";
    answer.time = sync_answer().time;
    answer.desk = Desk{{{lan,
                         "máy của Lan",
                         "lan",
                         "outreach_worker",
                         {"02953"},
                         request.clock,
                         131,
                         1,
                         Waits{.drafts = 2, .files = 1}},
                        {binh, "máy của Bình", "binh", "volunteer", {"03076"}, request.clock, 7, 0, std::nullopt}}};
    write_example("sync_answer_desk", encode(answer));
    answer.desk->refused = {{lan,
                             "lan",
                             "person_register",
                             request.clock,
                             {"Tài khoản lan không phụ trách địa bàn “Võ Lao”.", "Not her area."}},
                            {lan, "", "", request.clock, {"Lần lưu này không được nhận.", "This save was not taken."}}};
    write_example("sync_answer_desk_refused", encode(answer));
}

void write_program_examples() {
    SyncRequest request = sync_request();
    request.changes.clear();
    request.program = ProgramVersion{0, 12, 3};
    write_example("sync_request_program", encode(request));
    SyncAnswer answer;
    answer.epoch = "0123456789abcdef";
    answer.time = sync_answer().time;
    answer.programs = Programs{{1, 0, 0}, {0, 9, 0}};
    write_example("sync_answer_programs", encode(answer));
}

constexpr std::string_view recovery_code = "ABCD-EFGH-JKMN";

void write_milestone_examples() {
    SyncRequest request = sync_request();
    request.milestone = {4711, "fHk3x_9QaZ0b"};
    write_example("sync_request_milestone", encode(request));
    SyncAnswer answer;
    answer.epoch = "0123456789abcdef";
    answer.time = sync_answer().time;
    answer.milestone = {4712, "fHk3x_9QaZ0b"};
    answer.put_back = true;
    write_example("sync_answer_put_back", encode(answer));
    RelayRequest relay_request{"0123456789abcdef", {}, {}, {}};
    relay_request.milestone = request.milestone;
    write_example("relay_request_milestone", encode(relay_request));
    RelayAnswer relay_answer;
    relay_answer.milestone = answer.milestone;
    relay_answer.put_back = true;
    write_example("relay_answer_put_back", encode(relay_answer));
    write_example("blob_progress_milestone", encode(BlobProgress{100000, 100000, answer.milestone}));
}

void write_recovery_examples() {
    const SealKey district = seal_key_of(KeyBytes{0x44}), own = seal_key_of(KeyBytes{0x55});
    EnrollAnswer enrolled{"dG9rZW4", *sync_answer().grants, "0123456789abcdef", district.public_key};
    enrolled.grants.lease_days = 14;
    enrolled.grants.wrong_pins_max = 10;
    write_example("enroll_answer_seal", encode(enrolled));
    RecoverRequest request{
        lan, *seal_recoverable({lan, "lan", KeyBytes{0x66}}, district.public_key), own.public_key, {}};
    request.proof = proof_of(request, recovery_key(recovery_code, lan));
    write_example("recover_request", encode(request));
    write_example("recover_answer", encode(RecoverAnswer{*seal_data_key(KeyBytes{0x66}, request)}));
}

std::string example(const std::string& name) {
    std::string read = nuong::test::bytes_of(examples / (name + ".json"));
    read.pop_back();
    return read;
}

void write_erasure_examples() {
    SyncRequest request = sync_request();
    request.erasures = 7;
    write_example("sync_request_erasures", encode(request));
    SyncAnswer answer;
    answer.epoch = "0123456789abcdef";
    answer.time = sync_answer().time;
    answer.erased = Erasures{{{phu, sync_answer().time, std::string(erasure::request)}}, 8, true};
    write_example("sync_answer_erased", encode(answer));
    write_example("change_erased", SentChange::without_body(lan, 12, phu, sha256("what it said")).text);
}

}  // namespace

// A message once written down stays; new ones are added: build/release/bin/test_protocol "[make-golden]"
TEST_CASE("messages of version 1 are written down", "[.make-golden]") {
    std::filesystem::create_directories(examples);
    write_erasure_examples();
    write_example("change", encode(correction()));
    write_example("state", encode(record()));
    write_example("sync_request", encode(sync_request()));
    write_example("sync_answer", encode(sync_answer()));
    SyncAnswer of_relay;
    of_relay.epoch = "0123456789abcdef";
    of_relay.time = sync_answer().time;
    of_relay.top = 3;
    of_relay.files_ahead = true;
    write_example("sync_answer_relay", encode(of_relay));
    of_relay.needs_code = true;
    write_example("sync_answer_forgotten", encode(of_relay));
    write_example("enroll_request", encode(EnrollRequest{"ABCD-EFGH-JKMN", lan, "máy của Lan"}));
    write_example("enroll_answer", encode(EnrollAnswer{"dG9rZW4", *sync_answer().grants, "0123456789abcdef"}));
    write_example("schemas_request", encode(SchemasRequest{{std::string(64, 'a'), std::string(64, 'b')}}));
    write_example("schemas_answer", encode(SchemasAnswer{{R"({"id":"person_register","version":1})"}}));
    DigestsRequest asked{"089", {}, 17};
    asked.buckets[3] = 0x0123456789ABCDEF;
    write_example("digests_request", encode(asked));
    write_example("digests_answer", encode(DigestsAnswer{{17, 200}, {{phu, 0xFEDCBA9876543210}}, 201}));
    write_example("bundle_answer", encode(relay_answer().taken));
    write_example("blob_progress", encode(BlobProgress{65536, 100000}));
    RelayRun run;
    run.request = sync_request();
    run.verdicts = {{7, "no_right", {"không có quyền", "no right"}}};
    write_example("relay_request", encode(RelayRequest{"0123456789abcdef", {run}, {}, {}}));
    write_example("relay_answer", encode(relay_answer()));
    write_example("relay_request_top", encode(RelayRequest{"0123456789abcdef", {}, {{lan, KeyBytes{7}}}, {lan}}));
    RelayAnswer known;
    known.keys = {{lan, KeyBytes{7}}};
    known.at_top = {{lan, 12}};
    known.seal = KeyBytes{8};
    write_example("relay_answer_top", encode(known));
    write_signed_examples();
    write_audit_examples();
    write_recovery_examples();
    RelayRequest asks{"0123456789abcdef", {}, {}, {}};
    asks.files = {Hash{1}, Hash{2}};
    write_example("relay_request_files", encode(asks));
    RelayAnswer settled;
    settled.files = {Hash{1}};
    write_example("relay_answer_files", encode(settled));
    RelayAnswer missing;
    missing.forgotten = {lan};
    missing.here = {{lan, 7}};
    write_example("relay_answer_forgotten", encode(missing));
    Grants checks{"sep", "district_staff", {"089"}, std::vector<FormId>{"person"}};
    checks.review = {"contact", "person"};
    write_example("enroll_answer_review", encode(EnrollAnswer{"dG9rZW4", checks, "0123456789abcdef"}));
    write_example("wiped_answer", encode(WipedAnswer{}));
    write_desk_examples();
    write_program_examples();
    write_milestone_examples();
}

TEST_CASE("what version 1 wrote is read, and written again byte for byte") {
    std::size_t read = 0;
    for (const auto& file : std::filesystem::directory_iterator(examples)) {
        const std::string name = file.path().stem().string();
        CAPTURE(name);
        REQUIRE(readers().contains(name));
        std::string text = nuong::test::bytes_of(file.path());
        REQUIRE(text.ends_with('\n'));
        text.pop_back();
        CHECK(readers().at(name)(text) == text);
        ++read;
    }
    CHECK(read == readers().size());
}

// What is signed is the text of run_proof.h, byte for byte, for ever.
TEST_CASE(
    "whoever writes a client finds in schemas/protocol what frames are packed with and how fingerprints are made") {
    CHECK(test::bytes_of(NUONG_SOURCE_DIR "/schemas/protocol/dictionary.txt") == dictionary);
    const auto mark_of_text = [](const std::string& text) { return to_hex(sha256(text)).substr(0, 8); };
    Grants grants;
    grants.user = "lan";
    grants.role = "worker";
    grants.areas = {"089"};
    CHECK(fingerprint(grants) == mark_of_text(R"({"user":"lan","role":"worker","areas":["089"]})"));
    const std::vector<SchemaEntry> catalogue{{"form", "contact", 2, "aa11"}, {"roles", "roles", 9, "bb22"}};
    CHECK(fingerprint(catalogue) == mark_of_text("form contact aa11\nroles roles bb22\n"));
}

TEST_CASE("what version 1 signed is verified as it stands there, and nothing else") {
    const auto text = [](const char* name) {
        std::string read = nuong::test::bytes_of(examples / (std::string(name) + ".json"));
        read.pop_back();
        return read;
    };
    const KeyBytes key = signing_key_of(KeyBytes{0x22}).public_key, heir = signing_key_of(KeyBytes{0x33}).public_key;
    const SyncRequest request = decode_sync_request(text("sync_request_signed")).value();
    Hash link{};
    for (const SentChange& sent : request.changes) link = next_link(link, sha256(sent.text));
    REQUIRE(request.signature);
    CHECK(is_run_signed({lan, 2, link}, *request.signature, key));
    CHECK_FALSE(is_run_signed({lan, 1, link}, *request.signature, key));
    CHECK_FALSE(is_run_signed({binh, 2, link}, *request.signature, key));
    CHECK_FALSE(is_run_signed({lan, 2, sha256("another link")}, *request.signature, key));
    CHECK_FALSE(is_run_signed({lan, 2, link}, *request.signature, heir));
    const AuditRun audit = decode_sync_request(text("sync_request_audit")).value().audit.value();
    const KeyBytes of_audit = signing_key_of(KeyBytes{9}).public_key;
    REQUIRE(audit.signature);
    CHECK(is_audit_signed({lan, 8, end_of(audit)}, *audit.signature, of_audit));
    CHECK_FALSE(is_audit_signed({lan, 7, end_of(audit)}, *audit.signature, of_audit));
    CHECK_FALSE(is_run_signed({lan, 8, end_of(audit)}, *audit.signature, of_audit));  // nor good for changes
    const EnrollRequest asked = decode_enroll_request(text("enroll_request_heir")).value();
    REQUIRE(asked.proof);
    CHECK(is_heir_signed({lan, binh, heir}, *asked.proof, key));
    CHECK_FALSE(is_heir_signed({lan, DeviceId{0xC3}, heir}, *asked.proof, key));
    CHECK_FALSE(is_heir_signed({lan, binh, key}, *asked.proof, key));
}

TEST_CASE("a member that only a newer program knows is passed over in every message") {
    for (const auto& [name, reader] : readers()) {
        std::string text = nuong::test::bytes_of(examples / (name + ".json"));
        text.pop_back();
        std::string newer = text;
        newer.insert(1, R"("of_tomorrow":{"a":[1,{"b":null}]},)");
        CAPTURE(name);
        if (name != "change_erased") CHECK(reader(newer) == text);  // that one is known by its first word
        newer = text;
        newer.insert(newer.size() - 1, R"(,"of_tomorrow":{"a":[1,{"b":null}]})");
        CHECK(reader(newer) == text);
    }
}

// A box that lies on a tablet today must open in ten years.
TEST_CASE("what version 1 sealed for a lost PIN is opened as it stands there, and nothing else") {
    const SealKey district = seal_key_of(KeyBytes{0x44}), own = seal_key_of(KeyBytes{0x55});
    const RecoverRequest request = decode_recover_request(example("recover_request")).value();
    CHECK(open_recoverable(request.box, district) == Recoverable{lan, "lan", KeyBytes{0x66}});
    CHECK_FALSE(open_recoverable(request.box, own));
    CHECK(is_proven(request, recovery_key(" abcd efgh jkmn", lan)));
    CHECK_FALSE(is_proven(request, recovery_key(recovery_code, binh)));
    CHECK_FALSE(is_proven(request, recovery_key("ABCD-EFGH-JKMM", lan)));
    const RecoverAnswer answer = decode_recover_answer(example("recover_answer")).value();
    CHECK(open_data_key(answer.sealed, request, own) == KeyBytes{0x66});
    CHECK_FALSE(open_data_key(answer.sealed, request, district));
    RecoverRequest other = request;
    other.device = binh;
    CHECK_FALSE(open_data_key(answer.sealed, other, own));  // an answer holds for its request alone
}

TEST_CASE("which programs there are is told in three numbers, and no sync fails over another spelling") {
    const std::string request = example("sync_request_program"), answer = example("sync_answer_programs");
    CHECK(decode_sync_request(request).value().program == ProgramVersion{0, 12, 3});
    CHECK(decode_sync_answer(answer).value().programs == Programs{{1, 0, 0}, {0, 9, 0}});
    CHECK_FALSE(decode_sync_request(example("sync_request_signed")).value().program);
    const auto with = [](std::string text, std::string_view before, std::string_view after) {
        return text.replace(text.find(before), before.size(), after);
    };
    CHECK_FALSE(decode_sync_request(with(request, "0.12.3", "0.12.3-beta")).value().program);
    CHECK_FALSE(decode_sync_answer(with(answer, "1.0.0", "next")).value().programs);
    CHECK_FALSE(decode_sync_answer(with(answer, R"("1.0.0")", "{}")));
}

TEST_CASE("a newer program may say more of what waits; a request of an older one says nothing of it") {
    std::string text = example("sync_request_desk");
    text.replace(text.find("[3,2]"), 5, "[3,2,0,77,1]");
    CHECK(decode_sync_request(text).value().waits == Waits{.saves = 3, .drafts = 2});
    CHECK_FALSE(decode_sync_request(example("sync_request_signed")).value().waits);
    text.replace(text.find("[3,2,0,77,1]"), 12, R"(["viele"])");
    CHECK_FALSE(decode_sync_request(text));
}
