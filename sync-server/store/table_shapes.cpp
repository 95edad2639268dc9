#include "sync-server/store/table_shapes.h"

namespace nuong {
namespace {

using enum ColumnKind;

ColumnShape key(std::string_view name, ColumnKind kind = integer) { return {name, kind, true}; }

std::vector<TableShape> people_and_devices() {
    return {
        {"user", {key("name", text), {"role", text}, {"disabled"}}},
        {"user_area", {key("user", text), key("area", text), {"place"}}},
        {"device",
         {key("id"),
          {"name", text},
          {"standing", text},
          {"enrolled"},
          {"seen"},
          {"acked"},
          {"link", blob},
          {"cloned_from"},
          {"top"},
          {"link_at_start", blob},
          {"at_top"},
          {"waiting_saves"},
          {"waiting_drafts"},
          {"waiting_files"},
          {"wiped"},
          {"erasures"},
          {"wipe_orders", blob},
          {"seals"}}},
        {"enrolment", {key("device"), key("user", text), {"token_hash", blob}}},
        {"code", {key("hash", blob), {"user", text}, {"expires"}, {"used_by"}, {"key", sealed_blob}}},
        {"recovery", {key("device"), {"key", sealed_blob}, {"expires"}, {"opened", blob}}},
        {"signing_key", {key("device"), key("key", blob), {"told"}, {"top"}, {"signs"}}},
        {"run_signature", {key("device"), key("seq"), {"signature", blob}}},
        {"seal_key", {key("id"), {"secret", sealed_blob}}},
        {"web_passphrase", {key("user", text), {"kept", sealed_text}, {"at"}}},
        {"web_link", {key("user", text), {"hash", blob}, {"expires"}}},
        {"web_session", {key("hash", blob), {"user", text}, {"began"}, {"seen"}}},
        {"web_tries", {key("of", text), {"tries"}, {"last"}}},
        {"document",
         {key("kind", text), key("id", text), key("version"), {"hash", text}, {"body", text}, {"in_force"}}},
    };
}

std::vector<TableShape> records_and_changes() {
    return {
        {"record", {key("rid", blob), {"form", text}, {"area", text}, {"pos"}, {"state", sealed_text}}},
        {"leave", {key("area", text), key("rid", blob), {"pos"}}},
        {"change",
         {key("arrival"),
          {"device"},
          {"seq"},
          {"hash", blob},
          {"link", blob},
          {"rid", blob},
          {"author", text},
          {"received"},
          {"verdict", text},
          {"reason_vi", sealed_text},
          {"reason_en", sealed_text},
          {"body", sealed_text}}},
        {"digest", {key("area", text), key("form", text), {"records"}, {"mark"}}},
        {"erased", {key("n"), {"rid", blob}, {"at"}, {"reason", text}, {"is_due"}}},
        {"former_case", {key("rid", blob), key("user", text)}},
        {"passed_over", {key("rid", blob), key("area", text)}},
        {"base", {key("rid", blob), {"state", sealed_text}}},
    };
}

std::vector<TableShape> files_figures_and_audit() {
    return {
        {"blob", {key("hash", blob), {"size"}, {"have"}, {"received"}, {"top"}, {"absent"}}},
        {"blob_part", {key("hash", blob), key("at"), {"bytes", sealed_blob}}},
        {"blob_reference", {key("hash", blob), key("rid", blob), key("device"), {"accepted"}}},
        {"remainder",
         {key("period", text),
          key("report", text),
          key("figure", blob),
          key("area", text),
          {"amount", real},
          {"turns", real}}},
        {"report_issue",
         {key("id"),
          {"report", text},
          {"area", text},
          {"period", text},
          {"version"},
          {"replaces"},
          {"note", text},
          {"epoch", text},
          {"position"},
          {"hash", blob},
          {"body", sealed_text}}},
        {"report_step", {key("issue"), key("n"), {"state", text}, {"who", text}, {"at"}}},
        {"audit", {key("n"), {"at"}, {"who", text}, {"what", text}, {"detail", sealed_text}, {"link", blob}}},
        {"audit_head", {key("id"), {"n"}, {"link", blob}}},
        {"device_audit",
         {key("arrival"),
          {"device"},
          {"n"},
          {"link", blob},
          {"previous", blob},
          {"received"},
          {"body", sealed_text},
          {"signature", blob},
          {"top"}}},
        {"upstream",
         {key("id"),
          {"url", text},
          {"ca_file", text},
          {"device"},
          {"token", sealed_text},
          {"epoch", text},
          {"areas", text},
          {"grants", text},
          {"directory", text},
          {"heard"},
          {"seal", blob},
          {"compared"},
          {"signers", text},
          {"erasures"},
          {"parent_time"},
          {"parent_commits"},
          {"parent_life", text},
          {"seed", sealed_blob},
          {"district", blob}}},
        {"upstream_cursor", {key("area", text), {"at"}}},
        {"life", {key("start"), {"name", text}}},
        {"store", {key("id"), {"server_id", text}, {"epoch", text}, {"pos"}, {"settings"}, {"digested"}, {"commits"}}},
    };
}

std::vector<TableShape> all_shapes() {
    std::vector<TableShape> shapes = people_and_devices();
    for (const auto& more : {records_and_changes(), files_figures_and_audit()})
        shapes.insert(shapes.end(), more.begin(), more.end());
    return shapes;
}

}  // namespace

const std::vector<TableShape>& table_shapes() {
    static const std::vector<TableShape> shapes = all_shapes();
    return shapes;
}

std::string names_of(const TableShape& table, bool only_key, std::string_view after) {
    std::string names;
    for (const ColumnShape& column : table.columns) {
        if (only_key && !column.in_key) continue;
        names += (names.empty() ? "\"" : ", \"") + std::string(column.name) + '"' + std::string(after);
    }
    return names;
}

std::string select_from(const TableShape& table) {
    return "select " + names_of(table) + " from \"" + std::string(table.name) + '"';
}

}  // namespace nuong
