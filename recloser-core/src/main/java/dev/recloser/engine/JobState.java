package dev.recloser.engine;

/** Where a job is. The engine's own word is kept in {@link Job#nativeState()}. */
public enum JobState {
  WAITING,
  RUNNING,
  SCHEDULED,
  RETRYING,
  DEAD,
  COMPLETED
}
