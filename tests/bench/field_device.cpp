#include "tests/bench/field_device.h"

#include <stdexcept>

#include "client/sync/enrolment.h"
#include "shared/base/encoding.h"
#include "shared/base/hash.h"
#include "shared/forms/parse_form.h"

namespace nuong::bench {
namespace {

std::unique_ptr<client::Replica> opened(const std::string& home, const DatabaseKey& key) {
    auto replica = client::Replica::open(home, key);
    if (!replica) throw std::runtime_error(replica.error().message.en);
    return std::move(*replica);
}

void require(const Status& status) {
    if (!status) throw std::runtime_error(status.error().message.en);
}

}  // namespace

FieldDevice::FieldDevice(const std::string& home, const std::string& name, const DatabaseKey& key)
    : name_(name), replica_(opened(home, key)), workbook_(*replica_, clock_) {}

void FieldDevice::enrol(const std::string& url, const std::string& code, const std::string& ca_file) {
    const client::EnrolmentRequest request{url, ca_file, code, "máy " + name_};
    transport_ = std::make_unique<client::HttpTransport>(url, ca_file);
    prepare_device(*replica_, request);
    require(enroll(*replica_, *transport_, request));
}

void FieldDevice::hold_forms(const std::vector<std::string>& packages) {
    client::DeviceInfo device;
    device.device = DeviceId{0x00c0ffee00c0ffee};
    device.token = "t";
    device.user = name_;
    device.areas = {"02953"};
    std::vector<protocol::SchemaEntry> catalogue;
    for (const std::string& package : packages) {
        auto form = forms::parse_form(package);
        if (!form) throw std::runtime_error("a form does not parse");
        catalogue.push_back({"form", form.definition->id, form.definition->version, to_hex(sha256(package))});
    }
    Transaction transaction(replica_->database());
    replica_->devices().save(device);
    replica_->schemas().replace_catalogue(catalogue, packages);
    transaction.commit();
    replica_->forms().load(replica_->schemas());
}

void FieldDevice::hang_up() {
    const client::DeviceInfo device = replica_->device();
    transport_ = std::make_unique<client::HttpTransport>(device.server, device.ca_file);
}

client::SyncReport FieldDevice::sync() {
    client::SyncReport report = sync_once(*replica_, *transport_, clock_);
    if (report.outcome != client::SyncOutcome::ok) throw std::runtime_error("sync: " + report.message.en);
    return report;
}

forms::Instance FieldDevice::new_form(const FormId& id) {
    const auto form = workbook_.form(id);
    if (!form) throw std::runtime_error(form.error().message.en);
    return workbook_.new_instance(*form, Language::vi);
}

void FieldDevice::add_people(People& people, int count) {
    const auto form = workbook_.form("person_register");
    if (!form) throw std::runtime_error(form.error().message.en);
    replica_->database().execute("pragma synchronous=off");
    for (int i = 0; i < count; ++i) {
        auto instance = workbook_.instance_over(*form, people.person(), Language::vi);
        const auto filled = workbook_.submit(instance, "", std::nullopt);
        if (!filled || filled->status != "submitted")
            throw std::runtime_error(!filled ? filled.error().message.en
                                             : "the register was not accepted: " + filled->problems.front().path);
    }
    replica_->database().execute("pragma wal_checkpoint(truncate)");
    replica_->database().execute("pragma synchronous=full");
}

}  // namespace nuong::bench
