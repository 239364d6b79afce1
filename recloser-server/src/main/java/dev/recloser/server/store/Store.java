package dev.recloser.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The one SQLite file, through one connection. Its lock lets one thread in at a time: SQLite has
 * one writer anyway, and reads of this size take well below a millisecond. Thread-safe.
 *
 * <p>WAL with synchronous=FULL: what was committed survives kill -9 and power loss. See
 * docs/adr/0002-sqlite.md.
 */
public final class Store implements AutoCloseable {

  private static final String[] MIGRATIONS = {
    "001-start.sql",
    "002-incidents.sql",
    "003-dead-letters.sql",
    "004-groups.sql",
    "005-redrives.sql"
  };

  private final @Nullable FileChannel lockFile;
  private final @Nullable FileLock lock;
  private final SingleConnectionDataSource source;
  private final JdbcClient client;
  private final TransactionTemplate transactions;

  private Store(
      @Nullable FileChannel lockFile, @Nullable FileLock lock, SingleConnectionDataSource source) {
    this.lockFile = lockFile;
    this.lock = lock;
    this.source = source;
    this.client = JdbcClient.create(source);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
  }

  /**
   * Opens, or makes, the store of a data folder.
   *
   * @throws StoreException when another server uses the folder, or it cannot be written
   */
  public static Store open(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
      setModes(dataDir, "rwx------");
      var lockFile =
          FileChannel.open(
              dataDir.resolve("recloser.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      var lock = locked(lockFile);
      if (lock == null) {
        lockFile.close();
        throw new StoreException(
            "another Recloser uses " + dataDir + "; stop it, or use --data-dir");
      }
      sweepNative(dataDir.resolve("native"));
      var file = dataDir.resolve("recloser.db");
      makePrivate(file);
      var store = new Store(lockFile, lock, connect(file, false));
      store.migrate();
      return store;
    } catch (IOException | SQLException e) {
      throw new StoreException("cannot use the data folder " + dataDir + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens the store of a data folder to read, also while a server uses it.
   *
   * @throws StoreException when there is none, or an older version wrote it
   */
  public static Store openToRead(Path dataDir) {
    var file = dataDir.resolve("recloser.db");
    if (Files.notExists(file)) {
      throw new StoreException("there is no data of Recloser in " + dataDir);
    }
    try {
      System.setProperty("org.sqlite.tmpdir", dataDir.resolve("native").toString());
      var store = new Store(null, null, connect(file, true));
      if (store.version() < MIGRATIONS.length) {
        store.close();
        throw new StoreException(
            dataDir + " was written by an older Recloser; start the server once");
      }
      return store;
    } catch (SQLException e) {
      throw new StoreException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Runs reads and writes in one transaction that is on disk when this returns. */
  <T> T inTransaction(Function<JdbcClient, T> work) {
    synchronized (this) {
      return Objects.requireNonNull(transactions.execute(_ -> work.apply(client)));
    }
  }

  /** Runs a read. */
  <T> T read(Function<JdbcClient, T> work) {
    synchronized (this) {
      return work.apply(client);
    }
  }

  @Override
  public synchronized void close() {
    source.destroy();
    try {
      if (lock != null && lockFile != null) {
        lock.close();
        lockFile.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * SQLite's native library is unpacked here and not into the temporary folder, where each killed
   * process would leave a copy. Only this process has the folder's lock: all copies are old.
   */
  private static void sweepNative(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> old = Files.list(folder)) {
      for (var file : old.toList()) {
        Files.deleteIfExists(file);
      }
    }
    System.setProperty("org.sqlite.tmpdir", folder.toString());
  }

  private static @Nullable FileLock locked(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // held by this very process
    }
  }

  /** SQLite gives the files that it makes beside this one the same mode. */
  private static void makePrivate(Path file) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file);
    }
    setModes(file, "rw-------");
  }

  private static void setModes(Path path, String modes) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
    }
  }

  private static SingleConnectionDataSource connect(Path file, boolean toRead) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(toRead);
    if (!toRead) {
      config.setJournalMode(JournalMode.WAL);
    }
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(5_000);
    return new SingleConnectionDataSource(config.createConnection("jdbc:sqlite:" + file), true);
  }

  private int version() {
    return client.sql("pragma user_version").query(Integer.class).single();
  }

  private void migrate() throws IOException {
    for (int next = version(); next < MIGRATIONS.length; next++) {
      var text = sql(MIGRATIONS[next]);
      int version = next + 1;
      boolean _ =
          inTransaction(jdbc -> {
            for (var statement : text.split(";\\s*\\n", -1)) {
              jdbc.sql(statement).update();
            }
            jdbc.sql("pragma user_version = " + version).update();
            return true;
          });
    }
  }

  private static String sql(String name) throws IOException {
    try (var in = Store.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
