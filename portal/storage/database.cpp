#include "portal/storage/database.h"

#include "portal/log.h"
#include "portal/storage/sql.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace ekey::portal::storage {
namespace {

constexpr int busySeconds = 5; ///< another process, such as a backup, may hold the lock this long

struct Job {
    std::function<void(soci::session&)> work;
    std::function<void(std::exception_ptr)> done;
};

/// SOCI's what() repeats the statement with the values bound to it; only the library's own words may leave.
std::exception_ptr withoutValues(std::exception_ptr thrown)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const soci::soci_error& error) {
        return std::make_exception_ptr(StorageError(error.get_error_message()));
    } catch (...) {
        return thrown;
    }
}

std::string connection(const std::string& file)
{
    if (file.find('"') != std::string::npos) {
        throw StorageError("the database's path holds a quotation mark");
    }
    return "dbname=\"" + file + "\" timeout=" + std::to_string(busySeconds);
}

} // namespace

struct Database::State {
    explicit State(const std::string& file) : sql(soci::sqlite3, connection(file))
    {
        // A write-ahead log at FULL: every commit syncs the log, so a committed transaction survives loss of power
        // (NORMAL would sync at checkpoints only), with one sync a commit where a rollback journal takes at least two.
        std::string mode;
        sql << "PRAGMA journal_mode=WAL", soci::into(mode);
        sql << "PRAGMA synchronous=FULL";
        sql << "PRAGMA foreign_keys=ON";
        if (mode != "wal") {
            throw StorageError("the database cannot keep a write-ahead log");
        }
    }

    void push(Job job)
    {
        {
            const std::lock_guard lock(mutex);
            jobs.push_back(std::move(job));
        }
        wake.notify_one();
    }

    /// Empty when it is time to end.
    std::deque<Job> take()
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return ending || !jobs.empty(); });
        std::deque<Job> group;
        while (!jobs.empty() && group.size() < jobsPerCommit) {
            group.push_back(std::move(jobs.front()));
            jobs.pop_front();
        }
        return group;
    }

    std::exception_ptr runInSavepoint(const Job& job)
    {
        sql << "SAVEPOINT job";
        std::exception_ptr thrown;
        try {
            job.work(sql);
        } catch (...) {
            thrown = withoutValues(std::current_exception());
            sql << "ROLLBACK TO job"; // throws where SQLite has undone the whole transaction: then the group fails
        }
        sql << "RELEASE job";
        return thrown;
    }

    void runGroup(const std::deque<Job>& group)
    {
        std::vector<std::exception_ptr> thrown(group.size());
        try {
            sql << "BEGIN IMMEDIATE";
            for (std::size_t i = 0; i < group.size(); ++i) {
                thrown[i] = runInSavepoint(group[i]);
            }
            sql << "COMMIT";
        } catch (...) {
            const auto failure = withoutValues(std::current_exception());
            for (auto& each : thrown) {
                each = each ? each : failure;
            }
            undo();
        }
        for (std::size_t i = 0; i < group.size(); ++i) {
            group[i].done(thrown[i]);
        }
    }

    void undo() noexcept
    {
        try {
            sql << "ROLLBACK";
        } catch (const std::exception&) {
            // Nothing is open any more: SQLite has rolled back by itself, which is what was wanted.
        }
    }

    void loop()
    {
        for (auto group = take(); !group.empty(); group = take()) {
            runGroup(group);
        }
    }

    soci::session sql;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> jobs;
    bool ending = false;
    std::thread thread;
};

Database::Database(const std::string& file)
{
    try {
        state_ = std::make_unique<State>(file);
    } catch (const soci::soci_error& error) {
        throw StorageError(error.get_error_message());
    }
    state_->thread = std::thread([state = state_.get()] { state->loop(); });
}

Database::~Database()
{
    {
        const std::lock_guard lock(state_->mutex);
        state_->ending = true;
    }
    state_->wake.notify_one();
    state_->thread.join();
}

void Database::execute(std::function<void(soci::session&)> work)
{
    std::mutex mutex;
    std::condition_variable finished;
    bool done = false;
    std::exception_ptr thrown;
    // Notified under the lock: this frame may be gone as soon as the waiter sees `done`.
    state_->push({std::move(work), [&](std::exception_ptr result) {
                      const std::lock_guard lock(mutex);
                      thrown = std::move(result);
                      done = true;
                      finished.notify_one();
                  }});
    std::unique_lock lock(mutex);
    finished.wait(lock, [&] { return done; });
    if (thrown) {
        std::rethrow_exception(thrown);
    }
}

void Database::later(std::function<void(soci::session&)> work)
{
    state_->push({std::move(work), [](std::exception_ptr result) {
                      try {
                          if (result) {
                              std::rethrow_exception(result);
                          }
                      } catch (const std::exception& error) {
                          log::error("storage.later", {{"what", error.what()}});
                      }
                  }});
}

} // namespace ekey::portal::storage
