// The database, and the one thread that touches it.
//
// Jobs queue up; the thread takes those that wait, runs each in a savepoint of one transaction, commits, and only then
// lets the callers go on. So run() returns when its data is synced to disk, and under load many callers share one sync.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace soci {
class session;
}

namespace ekey::portal::storage {

/// What went wrong in the database, without the values of any statement.
class StorageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Database {
public:
    static constexpr std::size_t jobsPerCommit = 64;

    /// Opens an existing file; its schema is schema.h's business. Throws StorageError.
    explicit Database(const std::string& file);
    ~Database(); ///< finishes what is queued

    /// Runs `job(soci::session&)` on the database's thread and waits until its work is committed. What the job throws
    /// undoes its work and comes out here. Never call it from within a job.
    template <class Job>
    auto run(Job job)
    {
        using Value = std::invoke_result_t<Job&, soci::session&>;
        if constexpr (std::is_void_v<Value>) {
            execute([&job](soci::session& sql) { job(sql); });
        } else {
            std::optional<Value> value;
            execute([&job, &value](soci::session& sql) { value.emplace(job(sql)); });
            return std::move(*value);
        }
    }

    /// Queues a job that nobody waits for; its failure is logged.
    void later(std::function<void(soci::session&)> job);

private:
    void execute(std::function<void(soci::session&)> job);

    struct State;
    std::unique_ptr<State> state_;
};

} // namespace ekey::portal::storage
