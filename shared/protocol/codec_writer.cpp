// Encoding half of codec.h.
#include <algorithm>

#include "shared/base/encoding.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/digests.h"
#include "shared/protocol/erased.h"
#include "shared/protocol/json_text.h"

namespace nuong::protocol {
namespace {

constexpr std::size_t usual_part_bytes = 1500;  // of a change or a state; most need no second allocation

std::string short_id(const Uuid& id) { return to_base64url(id.bytes); }

void put_message(JsonText& json, const Message& message) {
    json.open('{').key("vi").text(message.vi).key("en").text(message.en).close('}');
}

void put_names(JsonText& json, std::string_view key, const std::vector<std::string>& names) {
    json.key(key).open('[');
    for (const std::string& name : names) json.text(name);
    json.close(']');
}

void put_grants(JsonText& json, const Grants& grants) {
    json.open('{').key("user").text(grants.user).key("role").text(grants.role);
    put_names(json, "areas", grants.areas);
    if (grants.forms) put_names(json, "forms", *grants.forms);
    if (!grants.own.empty()) put_names(json, "own", grants.own);
    if (grants.write) put_names(json, "write", *grants.write);
    if (!grants.review.empty()) put_names(json, "review", grants.review);
    if (grants.lease_days > 0) json.key("lease_days").number(grants.lease_days);
    if (grants.wrong_pins_max > 0) json.key("wrong_pins_max").number(grants.wrong_pins_max);
    json.close('}');
}

// [path, value] · [path, value, [dots]] · [path, value, [dots], before]
void put_write(JsonText& json, const Write& write) {
    json.open('[').text(write.path).value(write.value);
    if (!write.replaces.empty() || write.before) {
        json.open('[');
        for (const Dot& dot : write.replaces) json.text(to_string(dot));
        json.close(']');
    }
    if (write.before) json.value(*write.before);
    json.close(']');
}

void put_change(JsonText& json, const Change& change) {
    json.open('{').key("device").text(to_string(change.device)).key("seq").number(change.seq);
    if (change.group) json.key("group").text(short_id(*change.group));
    json.key("record").text(short_id(change.record)).key("form").text(change.form);
    json.key("version").number(change.form_version).key("at").integer(change.at.time_since_epoch().count());
    json.key("author").text(change.author).key("n").number(change.n0).key("writes").open('[');
    for (const Write& write : change.writes) put_write(json, write);
    json.close(']').close('}');
}

struct PointedHead {
    const Path* path;
    const Head* head;
};

// Heads of one save lie together: device, time and author are said once, and n counts up from head to head.
std::vector<PointedHead> heads_by_save(const RecordState& state) {
    std::vector<PointedHead> heads;
    for (const Register& reg : state.registers)
        for (const Head& head : reg.heads) heads.push_back({&reg.path, &head});
    std::sort(heads.begin(), heads.end(),
              [](const PointedHead& a, const PointedHead& b) { return a.head->dot < b.head->dot; });
    return heads;
}

bool continues(const Head& last, const Head& next) {
    return next.dot.device == last.dot.device && next.dot.n == last.dot.n + 1 && next.at == last.at &&
           next.author == last.author;
}

void put_state(JsonText& json, const RecordState& state) {
    json.open('{').key("record").text(short_id(state.id)).key("form").text(state.form).key("seen").open('{');
    for (const Dot& entry : state.context.vector()) json.key(to_string(entry.device)).number(entry.n);
    json.close('}');
    if (!state.context.cloud().empty()) {
        json.key("beyond").open('[');
        for (const Dot& dot : state.context.cloud()) json.text(to_string(dot));
        json.close(']');
    }
    json.key("saves").open('[');
    const Head* last = nullptr;
    for (const auto& [path, head] : heads_by_save(state)) {
        if (!last || !continues(*last, *head)) {
            if (last) json.close(']').close('}');
            json.open('{').key("device").text(to_string(head->dot.device)).key("n").number(head->dot.n);
            json.key("at").integer(head->at.time_since_epoch().count()).key("author").text(head->author);
            json.key("heads").open('[');
        }
        json.open('[').text(*path).value(head->value);
        if (head->before) json.value(*head->before);
        json.close(']');
        last = head;
    }
    if (last) json.close(']').close('}');
    json.close(']').close('}');
}

template <class Page>
void put_page_end(JsonText& json, const Page& page) {
    if (!page.left.empty()) {
        json.key("left").open('[');
        for (const RecordId& id : page.left) json.text(short_id(id));
        json.close(']');
    }
    json.key("at").number(page.at);
    if (page.more) json.key("more").boolean(true);
    if (page.to_come) json.key("to_come").number(*page.to_come);
    if (page.digest)
        json.key("digest").open('[').number(page.digest->records).text(mark_text(page.digest->mark)).close(']');
    json.close('}');
}

void put_answer_head(JsonText& json, const SyncAnswer& answer) {
    json.open('{').key("protocol").number(version).key("epoch").text(answer.epoch);
    json.key("time").integer(answer.time.time_since_epoch().count()).key("acked").number(answer.acked);
    if (answer.chain) json.key("chain").text(to_base64url(*answer.chain));
    if (!answer.verdicts.empty()) {
        json.key("verdicts").open('[');
        for (const Verdict& verdict : answer.verdicts) {
            json.open('{').key("seq").number(verdict.seq).key("code").text(verdict.code).key("message");
            put_message(json, verdict.message);
            json.close('}');
        }
        json.close(']');
    }
    if (answer.grants) {
        json.key("grants");
        put_grants(json, *answer.grants);
    }
    if (answer.catalogue) {
        json.key("catalogue").open('[');
        for (const SchemaEntry& entry : *answer.catalogue)
            json.open('[').text(entry.kind).text(entry.id).number(entry.version).text(entry.hash).close(']');
        json.close(']');
    }
    if (answer.retry_after.count() > 0) json.key("retry_after").integer(answer.retry_after.count());
    if (answer.top) json.key("top").number(*answer.top);
    if (answer.files_ahead) json.key("files_ahead").boolean(true);
    if (answer.needs_code) json.key("needs_code").boolean(true);
    if (answer.seal) json.key("seal").text(to_base64url(*answer.seal));
    if (answer.erased) {
        json.key("erased");
        put_erasures(json, *answer.erased);
    }
    if (answer.audited) {
        json.key("audited");
        put_audit_taken(json, *answer.audited);
    }
    if (answer.desk) {
        json.key("desk");
        put_desk(json, *answer.desk);
    }
    if (answer.programs) {
        json.key("programs");
        put_programs(json, *answer.programs);
    }
    put_milestone(json, answer.milestone);
    if (answer.put_back) json.key("put_back").boolean(true);
}

}  // namespace

std::string encode(const Change& change) {
    JsonText json(usual_part_bytes);
    put_change(json, change);
    return json.take();
}

std::string encode(const RecordState& state) {
    JsonText json(usual_part_bytes);
    put_state(json, state);
    return json.take();
}

namespace {

template <class Changes, class Put>
std::string encode_request(const SyncRequest& request, const Changes& changes, Put put) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("device").text(to_string(request.device));
    if (!request.epoch.empty()) json.key("epoch").text(request.epoch);
    json.key("cursors").open('[');
    for (const Cursor& cursor : request.cursors) json.open('[').text(cursor.area).number(cursor.at).close(']');
    json.close(']').key("catalogue").text(request.catalogue).key("grants").text(request.grants);
    json.key("clock").integer(request.clock.time_since_epoch().count());
    if (request.page_bytes != page_bytes_usual) json.key("page_bytes").number(request.page_bytes);
    if (request.heard) json.key("heard").number(*request.heard);
    if (request.sign) json.key("sign").text(to_base64url(*request.sign));
    if (!request.doubted.empty()) {
        json.key("doubted").open('[');
        for (const RecordId& id : request.doubted) json.text(short_id(id));
        json.close(']');
    }
    if (request.counts) json.key("counts").boolean(true);
    if (request.compares) json.key("compares").boolean(true);
    if (request.erasures > 0) json.key("erasures").number(request.erasures);
    if (request.audit) {
        json.key("audit");
        put_audit(json, *request.audit);
    }
    if (request.waits) {
        json.key("waits");
        put_waits(json, *request.waits);
    }
    if (request.desk) json.key("desk").text(*request.desk);
    if (request.program) json.key("program").text(to_string(*request.program));
    put_milestone(json, request.milestone);
    if (!changes.empty()) {
        json.key("previous").text(to_base64url(request.previous)).key("changes").open('[');
        for (const auto& change : changes) put(json, change);
        json.close(']');
        if (request.signature) json.key("signature").text(to_base64url(*request.signature));
    }
    return json.close('}').take();
}

}  // namespace

std::string encode(const SyncRequest& request) {
    return encode_request(request, request.changes,
                          [](JsonText& json, const SentChange& change) { json.raw(change.text); });
}

std::string encode(const SyncRequest& request, const std::vector<std::string>& changes) {
    return encode_request(request, changes, [](JsonText& json, const std::string& change) { json.raw(change); });
}

namespace {

// A page without states says nothing of them: most answers to a push are such.
template <class States, class Put>
void put_page_states(JsonText& json, const AreaCode& area, const States& states, Put put) {
    json.open('{').key("area").text(area);
    if (states.empty()) return;
    json.key("states").open('[');
    for (const auto& state : states) put(state);
    json.close(']');
}

}  // namespace

std::string encode(const SyncAnswer& answer) {
    JsonText json;
    put_answer_head(json, answer);
    if (!answer.areas.empty()) {
        json.key("areas").open('[');
        for (const AreaPage& page : answer.areas) {
            put_page_states(json, page.area, page.states, [&](const SentState& state) { json.raw(state.text); });
            put_page_end(json, page);
        }
        json.close(']');
    }
    return json.close('}').take();
}

std::string encode(const SyncAnswer& answer, const std::vector<EncodedPage>& pages) {
    JsonText json;
    put_answer_head(json, answer);
    if (!pages.empty()) {
        json.key("areas").open('[');
        for (const EncodedPage& page : pages) {
            put_page_states(json, page.area, page.states, [&](const std::string& state) { json.raw(state); });
            put_page_end(json, page);
        }
        json.close(']');
    }
    return json.close('}').take();
}

std::string encode(const EnrollRequest& request) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("code").text(request.code);
    json.key("device").text(to_string(request.device)).key("device_name").text(request.device_name);
    if (request.key) json.key("key").text(to_base64url(*request.key));
    if (request.proof) json.key("proof").text(to_base64url(*request.proof));
    if (request.code_name) json.key("code_name").text(to_base64url(*request.code_name));
    if (request.code_proof) json.key("code_proof").text(to_base64url(*request.code_proof));
    return json.close('}').take();
}

std::string encode(const EnrollAnswer& answer) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("token").text(answer.token).key("epoch").text(answer.epoch);
    json.key("grants");
    put_grants(json, answer.grants);
    if (answer.seal) json.key("seal").text(to_base64url(*answer.seal));
    if (answer.code_proof) json.key("code_proof").text(to_base64url(*answer.code_proof));
    return json.close('}').take();
}

namespace {

std::string texts_under(std::string_view name, const std::vector<std::string>& texts) {
    JsonText json;
    json.open('{').key("protocol").number(version).key(name).open('[');
    for (const std::string& text : texts) json.text(text);
    return json.close(']').close('}').take();
}

}  // namespace

std::string encode(const SchemasRequest& request) { return texts_under("hashes", request.hashes); }
std::string encode(const SchemasAnswer& answer) { return texts_under("documents", answer.documents); }

std::string encode(const BlobProgress& progress) {
    JsonText json;
    json.open('{').key("protocol").number(version);
    json.key("have").number(progress.have).key("size").number(progress.size);
    put_milestone(json, progress.milestone);
    return json.close('}').take();
}

std::string encode(const BundleAnswer& answer) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("makers").open('[');
    for (const MakerAnswer& maker : answer.makers) {
        json.open('{').key("device").text(to_string(maker.maker)).key("acked").number(maker.acked);
        if (!maker.code.empty()) {
            json.key("code").text(maker.code).key("message");
            put_message(json, maker.message);
        }
        json.close('}');
    }
    return json.close(']').close('}').take();
}

SentChange::SentChange(Change written) : change(std::move(written)), text(encode(change)) {}
SentState::SentState(RecordState written) : state(std::move(written)), text(encode(state)) {}

LinkMark mark_of(const Hash& link) {
    LinkMark mark;
    std::copy_n(link.begin(), mark.size(), mark.begin());
    return mark;
}

bool goes_back(const std::vector<Cursor>& cursors, const std::vector<AreaPage>& pages) {
    return std::any_of(pages.begin(), pages.end(), [&](const AreaPage& page) {
        return std::any_of(cursors.begin(), cursors.end(),
                           [&](const Cursor& cursor) { return cursor.area == page.area && page.at < cursor.at; });
    });
}

std::string fingerprint(const Grants& grants) {
    JsonText json;
    put_grants(json, grants);
    return to_hex(sha256(json.str())).substr(0, 8);
}

std::string fingerprint(const std::vector<SchemaEntry>& catalogue) {
    std::string all;
    for (const SchemaEntry& entry : catalogue) all += entry.kind + ' ' + entry.id + ' ' + entry.hash + '\n';
    return to_hex(sha256(all)).substr(0, 8);
}

}  // namespace nuong::protocol
