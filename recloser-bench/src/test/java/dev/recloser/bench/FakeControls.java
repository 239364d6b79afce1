package dev.recloser.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps what a rule asked for; time moves when the test says so. */
final class FakeControls implements Controls {

  final Set<Integer> held = new HashSet<>();
  final Map<Integer, Grant> grants = new HashMap<>();
  final Map<Integer, Integer> limits = new HashMap<>();
  int trips;
  private final TreeMap<Long, Runnable> due = new TreeMap<>();
  private long now;
  private long jobs;

  FakeControls(Rule rule) {
    rule.begin(this);
  }

  /** Attempts of new jobs on process 0, each done at once. */
  void attempts(Rule rule, int count, boolean succeed) {
    for (int i = 0; i < count; i++) {
      var attempt = new Attempt(jobs++, 0, 1, false, false, 0, now, false);
      rule.started(attempt);
      rule.ended(attempt, succeed);
    }
  }

  void pass(long millis) {
    long end = now + millis;
    while (!due.isEmpty() && due.firstKey() / 1_000_000 <= end) {
      var next = due.pollFirstEntry();
      now = next.getKey() / 1_000_000;
      next.getValue().run();
    }
    now = end;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public int processes() {
    return 2;
  }

  @Override
  public long waiting() {
    return 0;
  }

  @Override
  public long running() {
    return 0;
  }

  @Override
  public boolean healthy() {
    return true;
  }

  @Override
  public void after(long millis, Runnable action) {
    long at = (now + millis) * 1_000_000;
    while (due.containsKey(at)) {
      at++;
    }
    due.put(at, action);
  }

  @Override
  public void hold(int process) {
    held.add(process);
  }

  @Override
  public void flow(int process) {
    held.remove(process);
  }

  @Override
  public void grant(int process, Grant grant) {
    grants.put(process, grant);
  }

  @Override
  public void limit(int process, int jobsAtATime) {
    limits.put(process, jobsAtATime);
  }

  @Override
  public void rest(int process, long millis) {}

  @Override
  public void tripped() {
    trips++;
  }
}
