#include "shared/protocol/relay.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/base/json.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/hash_list.h"
#include "shared/protocol/json_text.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/message_reader.h"
#include "shared/protocol/wipe_order.h"

namespace nuong::protocol {
namespace {

constexpr std::size_t runs_max = relayed_max, people_max = 100'000;

void put_user(JsonText& json, const DirectoryUser& user) {
    json.open('{').key("name").text(user.name).key("role").text(user.role);
    if (user.disabled) json.key("disabled").boolean(true);
    json.key("areas").open('[');
    for (const AreaCode& area : user.areas) json.text(area);
    json.close(']').close('}');
}

void put_device(JsonText& json, const DirectoryDevice& device, bool with_progress) {
    json.open('{').key("device").text(to_string(device.id)).key("name").text(device.name);
    json.key("standing").text(device.standing);
    put_hashes(json, "wipe_orders", device.wipe_orders);
    if (with_progress) json.key("acked").number(device.acked).key("link").text(to_hex(device.link));
    json.close('}');
}

void put_enrolment(JsonText& json, const DirectoryEnrolment& enrolment) {
    json.open('{').key("device").text(to_string(enrolment.device)).key("user").text(enrolment.user);
    json.key("token").text(to_hex(enrolment.token_hash)).close('}');
}

void put_directory(JsonText& json, const Directory& directory, bool with_progress) {
    json.open('{').key("users").open('[');
    for (const DirectoryUser& user : directory.users) put_user(json, user);
    json.close(']').key("devices").open('[');
    for (const DirectoryDevice& device : directory.devices) put_device(json, device, with_progress);
    json.close(']').key("enrolments").open('[');
    for (const DirectoryEnrolment& enrolment : directory.enrolments) put_enrolment(json, enrolment);
    json.close(']');
    if (!directory.above.empty()) json.key("above").text(directory.above);
    json.close('}');
}

void put_run(JsonText& json, const RelayRun& run) {
    json.open('{').key("sync").raw(encode(run.request));
    if (!run.verdicts.empty()) {
        json.key("verdicts").open('[');
        for (const Verdict& verdict : run.verdicts)
            json.open('[')
                .number(verdict.seq)
                .text(verdict.code)
                .text(verdict.message.vi)
                .text(verdict.message.en)
                .close(']');
        json.close(']');
    }
    json.close('}');
}

void put_keys(JsonText& json, const std::vector<ToldKey>& keys) {
    if (keys.empty()) return;
    json.key("keys").open('[');
    for (const ToldKey& told : keys)
        json.open('[').text(to_string(told.device)).text(to_base64url(told.key)).close(']');
    json.close(']');
}

std::vector<ToldKey> read_keys(MessageReader& reader) {
    std::vector<ToldKey> keys;
    reader.list("keys", runs_max, [&] {
        ToldKey& told = keys.emplace_back();
        reader.tuple("keys", 2, 2, [&](std::size_t place) {
            if (place == 0) told.device = reader.device("keys");
            else told.key = read_bytes<KeyBytes>(reader, "keys");
        });
    });
    return keys;
}

void put_devices(JsonText& json, std::string_view key, const std::vector<DeviceId>& devices) {
    if (devices.empty()) return;
    json.key(key).open('[');
    for (const DeviceId device : devices) json.text(to_string(device));
    json.close(']');
}

std::vector<DeviceId> read_devices(MessageReader& reader, const char* key) {
    std::vector<DeviceId> devices;
    reader.list(key, runs_max, [&] { devices.push_back(reader.device(key)); });
    return devices;
}

void put_signers(JsonText& json, const std::vector<Signer>& signers) {
    json.open('[');
    for (const Signer& signer : signers) {
        json.open('[').text(to_string(signer.device)).text(to_base64url(signer.key));
        if (signer.signs) json.boolean(true);
        json.close(']');
    }
    json.close(']');
}

std::vector<Signer> read_signers(MessageReader& reader) {
    std::vector<Signer> signers;
    reader.list("signers", people_max, [&] {
        Signer& signer = signers.emplace_back();
        reader.tuple("signers", 2, 3, [&](std::size_t place) {
            if (place == 0) signer.device = reader.device("signers");
            if (place == 1) signer.key = read_bytes<KeyBytes>(reader, "signers");
            if (place == 2) signer.signs = reader.is_true();
        });
    });
    return signers;
}

RelayedAudit read_relayed_audit(MessageReader& reader) {
    RelayedAudit audit;
    reader.tuple("audits", 2, 2, [&](std::size_t place) {
        if (place == 0) audit.device = reader.device("audits");
        else audit.run = read_audit(reader);
    });
    return audit;
}

std::vector<KnownDevice> read_known(MessageReader& reader, const char* key) {
    std::vector<KnownDevice> all;
    reader.list(key, runs_max, [&] {
        KnownDevice known;
        reader.tuple(key, 2, 2, [&](std::size_t place) {
            if (place == 0) known.device = reader.device(key);
            else known.acked = reader.number(key);
        });
        all.push_back(known);
    });
    return all;
}

void put_known(JsonText& json, std::string_view key, const std::vector<KnownDevice>& all) {
    if (all.empty()) return;
    json.key(key).open('[');
    for (const KnownDevice& known : all) json.open('[').text(to_string(known.device)).number(known.acked).close(']');
    json.close(']');
}

DirectoryUser read_user(MessageReader& reader) {
    DirectoryUser user;
    reader.members({"name", "role", "areas"}, [&](std::string_view key) {
        if (key == "name") user.name = reader.text("name");
        else if (key == "role") user.role = reader.text("role");
        else if (key == "disabled") user.disabled = reader.is_true();
        else if (key == "areas") reader.list("areas", cursors_max, [&] { user.areas.push_back(reader.text("areas")); });
        else return false;
        return true;
    });
    return user;
}

DirectoryDevice read_device(MessageReader& reader) {
    DirectoryDevice device;
    reader.members({"device", "name", "standing", "acked", "link"}, [&](std::string_view key) {
        if (key == "device") device.id = reader.device("device");
        else if (key == "name") device.name = reader.text("name");
        else if (key == "standing") device.standing = reader.text("standing");
        else if (key == "acked") device.acked = reader.number("acked");
        else if (key == "link") device.link = reader.hash("link");
        else if (key == "wipe_orders") device.wipe_orders = read_hashes(reader, "wipe_orders", wipe_orders_max);
        else return false;
        return true;
    });
    return device;
}

DirectoryEnrolment read_enrolment(MessageReader& reader) {
    DirectoryEnrolment enrolment;
    reader.members({"device", "user", "token"}, [&](std::string_view key) {
        if (key == "device") enrolment.device = reader.device("device");
        else if (key == "user") enrolment.user = reader.text("user");
        else if (key == "token") enrolment.token_hash = reader.hash("token");
        else return false;
        return true;
    });
    return enrolment;
}

Directory read_directory(MessageReader& reader) {
    Directory directory;
    reader.members({"users", "devices", "enrolments"}, [&](std::string_view key) {
        if (key == "users") reader.list("users", people_max, [&] { directory.users.push_back(read_user(reader)); });
        else if (key == "devices")
            reader.list("devices", people_max, [&] { directory.devices.push_back(read_device(reader)); });
        else if (key == "enrolments")
            reader.list("enrolments", people_max, [&] { directory.enrolments.push_back(read_enrolment(reader)); });
        else if (key == "above") directory.above = reader.text("above");
        else return false;
        return true;
    });
    return directory;
}

Verdict read_short_verdict(MessageReader& reader) {
    Verdict verdict;
    reader.tuple("verdicts", 4, 4, [&](std::size_t place) {
        if (place == 0) verdict.seq = reader.number("verdicts");
        if (place == 1) verdict.code = reader.text("verdicts");
        if (place == 1 && (verdict.code.empty() || verdict.code == "fork")) reader.fail("verdicts");
        if (place == 2) verdict.message.vi = reader.text("verdicts", value_bytes_max);
        if (place == 3) verdict.message.en = reader.text("verdicts", value_bytes_max);
    });
    return verdict;
}

RelayRun read_run(MessageReader& reader) {
    RelayRun run;
    reader.members({"sync"}, [&](std::string_view key) {
        if (key == "sync") {
            auto request = decode_sync_request(reader.text_of_value([&] { reader.cursor().skip(); }));
            if (request) run.request = std::move(*request);
            else reader.fail("sync");
        } else if (key == "verdicts") {
            reader.list("verdicts", changes_max, [&] { run.verdicts.push_back(read_short_verdict(reader)); });
        } else return false;
        return true;
    });
    return run;
}

}  // namespace

std::string fingerprint(const Directory& directory) {
    JsonText json;
    put_directory(json, directory, false);
    return to_hex(sha256(json.str())).substr(0, 16);
}

std::string fingerprint(const std::vector<Signer>& signers) {
    JsonText json;
    put_signers(json, signers);
    return to_hex(sha256(json.str())).substr(0, 16);
}

std::string encode(const RelayRequest& request) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("directory").text(request.directory).key("runs").open('[');
    for (const RelayRun& run : request.runs) put_run(json, run);
    json.close(']');
    put_keys(json, request.keys);
    put_devices(json, "below_top", request.below_top);
    if (request.signers) json.key("signers").text(*request.signers);
    if (!request.audits.empty()) {
        json.key("audits").open('[');
        for (const RelayedAudit& audit : request.audits) {
            json.open('[').text(to_string(audit.device));
            put_audit(json, audit.run);
            json.close(']');
        }
        json.close(']');
    }
    put_hashes(json, "files", request.files);
    put_milestone(json, request.milestone);
    return json.close('}').take();
}

std::string encode(const RelayAnswer& answer) {
    JsonText json;
    json.open('{').key("protocol").number(version).key("taken").raw(encode(answer.taken));
    if (answer.directory) {
        json.key("directory");
        put_directory(json, *answer.directory, true);
    }
    put_keys(json, answer.keys);
    put_known(json, "at_top", answer.at_top);
    if (answer.seal) json.key("seal").text(to_base64url(*answer.seal));
    if (answer.signers) {
        json.key("signers");
        put_signers(json, *answer.signers);
    }
    if (!answer.audited.empty()) {
        json.key("audited").open('[');
        for (const AuditTaken& taken : answer.audited) put_audit_taken(json, taken);
        json.close(']');
    }
    put_hashes(json, "files", answer.files);
    put_devices(json, "forgotten", answer.forgotten);
    put_known(json, "here", answer.here);
    put_milestone(json, answer.milestone);
    if (answer.put_back) json.key("put_back").boolean(true);
    return json.close('}').take();
}

Result<RelayRequest> decode_relay_request(std::string_view text) {
    return decode_message<RelayRequest>(
        text, {"protocol", "directory", "runs"},
        [](MessageReader& reader, RelayRequest& request, std::string_view key) {
            if (key == "directory") request.directory = reader.text("directory");
            else if (key == "runs") reader.list("runs", runs_max, [&] { request.runs.push_back(read_run(reader)); });
            else if (key == "keys") request.keys = read_keys(reader);
            else if (key == "below_top") request.below_top = read_devices(reader, "below_top");
            else if (key == "signers") request.signers = reader.text("signers");
            else if (key == "audits")
                reader.list("audits", runs_max, [&] { request.audits.push_back(read_relayed_audit(reader)); });
            else if (key == "files") request.files = read_hashes(reader, "files", runs_max);
            else if (key == "at") request.milestone = read_milestone(reader);
            else return false;
            return true;
        });
}

Result<RelayAnswer> decode_relay_answer(std::string_view text) {
    return decode_message<RelayAnswer>(
        text, {"protocol", "taken"}, [](MessageReader& reader, RelayAnswer& answer, std::string_view key) {
            if (key == "taken") {
                auto taken = decode_bundle_answer(reader.text_of_value([&] { reader.cursor().skip(); }));
                if (taken) answer.taken = std::move(*taken);
                else reader.fail("taken");
            } else if (key == "directory") {
                answer.directory = read_directory(reader);
            } else if (key == "keys") {
                answer.keys = read_keys(reader);
            } else if (key == "at_top") {
                answer.at_top = read_known(reader, "at_top");
            } else if (key == "seal") {
                answer.seal = read_bytes<KeyBytes>(reader, "seal");
            } else if (key == "signers") {
                answer.signers = read_signers(reader);
            } else if (key == "audited") {
                reader.list("audited", runs_max, [&] { answer.audited.push_back(read_audit_taken(reader)); });
            } else if (key == "files") {
                answer.files = read_hashes(reader, "files", runs_max);
            } else if (key == "forgotten") {
                answer.forgotten = read_devices(reader, "forgotten");
            } else if (key == "here") {
                answer.here = read_known(reader, "here");
            } else if (key == "at") {
                answer.milestone = read_milestone(reader);
            } else if (key == "put_back") {
                answer.put_back = reader.is_true();
            } else return false;
            return true;
        });
}

}  // namespace nuong::protocol
