#include "shared/protocol/audit_run.h"

#include "shared/base/encoding.h"
#include "shared/model/change.h"
#include "shared/protocol/json_text.h"
#include "shared/protocol/message_reader.h"

namespace nuong::protocol {
namespace {

AuditEntry read_entry(MessageReader& reader) {
    AuditEntry entry;
    reader.members({"n", "at", "who", "what"}, [&](std::string_view key) {
        if (key == "n") entry.n = reader.number("n");
        else if (key == "at") entry.at = reader.instant("at");
        else if (key == "who") entry.who = reader.text("who");
        else if (key == "what") entry.what = reader.text("what", audit_what_max);
        else if (key == "record") entry.record = reader.id("record");
        else if (key == "person") entry.person = reader.id("person");
        else if (key == "form") entry.form = reader.text("form");
        else if (key == "detail") entry.detail = reader.text("detail", audit_detail_max);
        else return false;
        return true;
    });
    if (entry.n == 0) reader.fail("n");
    return entry;
}

}  // namespace

std::vector<Hash> links_of(const AuditRun& run) {
    std::vector<Hash> links;
    Hash link = run.previous;
    for (const SentAuditEntry& sent : run.entries) links.push_back(link = next_link(link, sha256(sent.text)));
    return links;
}

Hash end_of(const AuditRun& run) { return run.entries.empty() ? run.previous : links_of(run).back(); }

std::string encode(const AuditEntry& entry) {
    JsonText json;
    json.open('{').key("n").number(entry.n).key("at").integer(entry.at.time_since_epoch().count());
    json.key("who").text(entry.who).key("what").text(entry.what);
    if (entry.record) json.key("record").text(to_base64url(entry.record->bytes));
    if (entry.person) json.key("person").text(to_base64url(entry.person->bytes));
    if (!entry.form.empty()) json.key("form").text(entry.form);
    if (!entry.detail.empty()) json.key("detail").text(entry.detail);
    return json.close('}').take();
}

Result<SentAuditEntry> decode_audit_entry(std::string_view text) {
    if (const auto checked = check_json(text, "audit"); !checked) return checked.error();
    JsonCursor cursor(text);
    MessageReader reader(cursor);
    SentAuditEntry sent{read_entry(reader), std::string(text)};
    if (!reader.ok()) return reader.error();
    return sent;
}

void put_audit(JsonText& json, const AuditRun& run) {
    json.open('{').key("previous").text(to_base64url(run.previous));
    if (!run.entries.empty()) {
        json.key("entries").open('[');
        for (const SentAuditEntry& sent : run.entries) json.raw(sent.text);
        json.close(']');
    }
    if (run.signature) json.key("signature").text(to_base64url(*run.signature));
    if (run.doubts) json.key("doubts").boolean(true);
    json.close('}');
}

AuditRun read_audit(MessageReader& reader) {
    AuditRun run;
    reader.members({"previous"}, [&](std::string_view key) {
        if (key == "previous") run.previous = read_bytes<Hash>(reader, "audit");
        else if (key == "entries")
            reader.list("audit", audit_entries_max, [&] {
                SentAuditEntry& sent = run.entries.emplace_back();
                sent.text = reader.text_of_value([&] { sent.entry = read_entry(reader); });
            });
        else if (key == "signature") run.signature = read_bytes<Signature>(reader, "audit");
        else if (key == "doubts") run.doubts = reader.is_true();
        else return false;
        return true;
    });
    return run;
}

void put_audit_taken(JsonText& json, const AuditTaken& taken) {
    json.open('{').key("taken").number(taken.count);
    if (taken.at_top) json.key("top").boolean(true);
    if (taken.has_gap) json.key("gap").boolean(true);
    json.close('}');
}

AuditTaken read_audit_taken(MessageReader& reader) {
    AuditTaken taken;
    reader.members({"taken"}, [&](std::string_view key) {
        if (key == "taken") taken.count = reader.number("audited");
        else if (key == "top") taken.at_top = reader.is_true();
        else if (key == "gap") taken.has_gap = reader.is_true();
        else return false;
        return true;
    });
    return taken;
}

}  // namespace nuong::protocol
