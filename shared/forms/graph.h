// Graph: the vertices of a form while it is compiled, who reads whom, and their ranking. A loop is an error that names
// the questions on it.
#pragma once
#include "shared/forms/compile.h"

namespace nuong::forms {

class Graph {
public:
    explicit Graph(CompiledForm& form) : form_(form) {}

    int add(Vertex vertex);
    Vertex& vertex(int index) { return vertices_[static_cast<std::size_t>(index)]; }
    const std::vector<int>& of_node(int node) const;

    // `reader` looks again when `source` changed, in all its rows below the shared one.
    void read(int reader, int source, int shared_scope);
    // `reader` reads everything that `expression` refers to.
    void read_all(int reader, const Expression& expression);
    // `first` is computed earlier, but its change alone does not touch `second`.
    void before(int first, int second);

    // Moves the vertices, in rank order, into the form.
    void rank(Problems& problems);

private:
    void read_choices(int reader, const Term& question);
    void read_reference(int reader, const Reference& reference);
    void read_rows(int reader, int repeat, int until_scope);
    int world(Property property, int& slot);
    bool is_neighbour(std::size_t source, const Edge& edge) const;  // the same vertex in other rows
    bool loosen_counts(const std::vector<int>& ranked);
    std::vector<int> order() const;
    void report_loop(const std::vector<int>& unranked_reads, Problems& problems) const;

    CompiledForm& form_;
    std::vector<Vertex> vertices_;
    std::vector<std::vector<int>> later_;  // order only
    std::vector<std::vector<int>> by_node_;
    std::size_t edges_ = 0;
};

}  // namespace nuong::forms
