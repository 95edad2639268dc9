// ExportPlan: the tables of an export and their columns, decided once from the form and the mask. One table for the
// records and one per repeat, joined by the record's id and the row's path, as ODK's tools do.
#pragma once
#include <string>
#include <vector>

#include "shared/exports/export_order.h"

namespace nuong::exports {

struct Column {
    enum class Kind {
        fact,    // about the record: who, when, where, its status
        value,   // an answer
        option,  // of several choices: is this one ticked
        reason,  // why there is no answer
    };
    std::string name;  // stable: a field id, "symptoms/fever", "phone.missing"
    std::string head;  // as the first line says it
    Kind kind = Kind::value;
    int node = -1;
    std::string option = {};

    bool operator==(const Column&) const = default;
};

struct Table {
    int repeat = -1;   // -1: the records themselves
    std::string name;  // of the form or the repeat
    std::vector<Column> columns;

    bool operator==(const Table&) const = default;
};

// Names of the columns that every table of records begins with, and every table of rows.
inline constexpr const char* record_facts[]{"record",  "area",      "area_name",      "status",   "author",
                                            "device",  "made_at",   "saved_at",       "assigned", "corrects",
                                            "same_as", "conflicts", "conflict_fields"};
inline constexpr const char* row_facts[]{"record", "row", "parent_row"};

class ExportPlan {
public:
    explicit ExportPlan(const Order& order);

    const std::vector<Table>& tables() const { return tables_; }
    // Ids of questions and calculations that the file does not have, because the role must not export them or because
    // they would say where a person lives.
    const std::vector<std::string>& left_out() const { return left_out_; }
    bool leaves_out(int node) const { return hidden_[static_cast<std::size_t>(node)]; }
    // Whether a filter asks for something that is left out: its answer would be told by which records come.
    bool tells_hidden(const forms::Expression& filter) const;
    // What is written in a cell for a code: the code, or its words.
    std::string words_of(int node, std::string_view codes) const;
    std::string label_of(int node, const std::string& language) const;

private:
    void add_columns(Table& table, int node);
    void add(Table& table, Column column, std::string label);

    const forms::CompiledForm& form_;
    std::string labels_;
    std::vector<bool> hidden_;
    std::vector<Table> tables_;
    std::vector<std::string> left_out_;
};

}  // namespace nuong::exports
