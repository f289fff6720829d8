package onestop.store;

import static onestop.store.StoreScene.file;
import static onestop.store.StoreScene.note;
import static onestop.store.StoreScene.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import onestop.store.StoreScene.File;
import onestop.store.StoreScene.Note;
import onestop.store.StoreScene.Part;
import onestop.store.StoreScene.PartKey;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

/** Locked rows: each once in a transaction, checked by revision, written before the commit. */
@Tag("store")
class RowsTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void writesARowOfEachTypeAndItsNulls(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    scene.inTransaction(() -> files.insert(File.of("alone")));
    assertThat(scene.sent("insert")).singleElement().asString().doesNotContain("unnest");
    scene.inTransaction(() -> files.insert(File.empty("alone and empty")));
    scene.inTransaction(
        () -> {
          files.insert(File.of("a"));
          files.insert(File.empty("b"));
          files.insert(File.of("null"));
        });
    for (String code : List.of("alone", "a", "null")) {
      assertThat(files.find(code)).contains(File.of(code));
    }
    for (String code : List.of("alone and empty", "b")) {
      assertThat(files.find(code)).contains(File.empty(code));
    }
    assertThat(files.find("c")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void changesOneRowOftenAndWritesItOnce(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = files(scene, "a", "b");
    scene.inTransaction(
        () -> {
          files.lock(List.of("b", "a", "gone"));
          assertThat(files.held()).containsExactlyInAnyOrder("a", "b");
          for (int i = 1; i <= 3; i++) {
            File before = files.lock("a").orElseThrow();
            files.update(before.titled("title " + i));
            assertThat(files.find("a")).contains(before.titled("title " + i));
          }
          assertThat(scene.sent("update")).isEmpty();
        });
    assertThat(scene.sent("update")).singleElement().asString().doesNotContain("unnest");
    assertThat(scene.sent("select")).as("a lock of each row once").hasSize(1);
    assertThat(files.find("a")).map(File::title).contains("title 3");
    assertThat(files.find("a")).map(File::revision).contains(3L);
    assertThat(files.find("b")).contains(File.of("b"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void writesManyRowsInOneStatementOnPostgres(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    List<String> codes = IntStream.range(0, 500).mapToObj(i -> "f%03d".formatted(i)).toList();
    scene.inTransaction(() -> codes.forEach(code -> files.insert(File.of(code))));
    assertThat(scene.count("file")).isEqualTo(500);
    assertThat(scene.sent("insert")).hasSize(1);
    scene.inTransaction(
        () -> {
          files.lock(codes);
          codes.forEach(code -> files.update(File.of(code).titled(null)));
        });
    assertThat(scene.sent("update")).hasSize(1);
    assertThat(scene.sent("update").get(0).contains("unnest"))
        .isEqualTo(database == TestDatabase.POSTGRES);
    assertThat(
            scene.jdbc.queryForObject(
                "select count(*) from file where title is null and revision = 1", Long.class))
        .isEqualTo(500);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLostRevisionFailsTheWriting(TestDatabase database) {
    for (List<String> changed : List.of(List.of("a"), List.of("a", "b", "c"))) {
      StoreScene scene = StoreScene.on(database);
      Rows<String, File> files = files(scene, "a", "b", "c");
      assertThatThrownBy(
              () ->
                  scene.inTransaction(
                      () -> {
                        // as if it had been locked: somebody else's change came in between
                        changed.forEach(code -> files.adopt(File.of(code)));
                        scene.apart(
                            () ->
                                scene.jdbc.update("update file set revision = 7 where code = 'a'"));
                        changed.forEach(code -> files.update(File.of(code).titled("lost")));
                      }))
          .isInstanceOf(OptimisticLockingFailureException.class)
          .hasMessageContaining("1 of " + changed.size());
      assertThat(
              scene.jdbc.queryForObject(
                  "select count(*) from file where title = 'lost'", Long.class))
          .isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDuplicateKeyIsRefusedAtOnceOrWhenItIsWritten(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = files(scene, "a");
    assertThatThrownBy(
            () ->
                scene.inTransaction(
                    () -> {
                      files.insert(File.of("b"));
                      files.insert(File.of("b"));
                    }))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("[b]")
        .hasNoCause();
    assertThatThrownBy(() -> scene.inTransaction(() -> files.insert(File.of("a"))))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("[a]")
        .hasCauseInstanceOf(DuplicateKeyException.class);
    assertThat(scene.count("file")).isEqualTo(1);
  }

  @Test
  void aChangeWithoutItsLockIsRefused() {
    StoreScene scene = StoreScene.on(TestDatabase.H2);
    Rows<String, File> files = files(scene, "a");
    scene.inTransaction(
        () -> {
          File found = files.find("a").orElseThrow();
          assertThatThrownBy(() -> files.update(found.titled("x")))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("without its lock: a");
          File locked = files.lock("a").orElseThrow();
          files.update(locked.titled("first"));
          assertThatThrownBy(() -> files.update(locked.titled("stale")))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> files.update(locked)).isInstanceOf(IllegalStateException.class);
        });
    assertThat(files.find("a")).map(File::title).contains("first");
  }

  @Test
  void noStatementChangesAColumnThatIsFixed() {
    StoreScene scene = StoreScene.on(TestDatabase.H2);
    Rows<String, File> files = files(scene, "a");
    scene.inTransaction(() -> files.update(files.lock("a").orElseThrow().made(Instant.EPOCH)));
    assertThat(files.find("a")).map(File::madeAt).contains(File.of("a").madeAt());
    assertThat(files.find("a")).map(File::revision).contains(1L);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void tryLockLeavesOutWhatSomebodyElseHolds(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = files(scene, "a", "b", "c");
    scene.inTransaction(
        () -> {
          files.lock("b");
          scene.apart(
              () -> {
                assertThat(files.held()).as("of the inner transaction").isEmpty();
                assertThat(files.tryLock(List.of("c", "b", "a", "gone")))
                    .containsExactlyInAnyOrder("a", "c");
                assertThat(files.holds("a")).isTrue();
                assertThat(files.holds("b")).isFalse();
                assertThat(files.tryLock(Set.of("a"))).containsExactly("a");
              });
          assertThat(files.held()).containsExactly("b");
        });
    assertThat(files.held()).isEmpty();
    assertThat(scene.sent("select")).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keysOfTwoColumnsAreLockedTogether(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = files(scene, "a", "b");
    Rows<PartKey, Part> parts = new Rows<>(scene.sql, part());
    scene.inTransaction(
        () -> {
          for (String code : List.of("b", "a")) {
            parts.insert(new Part(code, 1, "new", 0));
            parts.insert(new Part(code, 2, "new", 0));
          }
        });
    scene.statements.clear();
    scene.inTransaction(
        () -> {
          parts.lock(List.of(new PartKey("b", 1), new PartKey("a", 1), new PartKey("c", 1)));
          parts.update(parts.find(new PartKey("a", 1)).orElseThrow().now("old"));
          parts.update(parts.find(new PartKey("b", 1)).orElseThrow().now("old"));
          assertThat(parts.held()).hasSize(2);
        });
    assertThat(scene.sent("select")).hasSize(1);
    assertThat(
            scene.jdbc.queryForList(
                "select code || no || state from part order by code, no", String.class))
        .containsExactly("a1old", "a2new", "b1old", "b2new");
    assertThat(files.holds("a")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void tablesAreWrittenAfterThoseTheyReferTo(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    AppendOnly<Note> notes = new AppendOnly<>(scene.sql, note());
    Rows<PartKey, Part> parts = new Rows<>(scene.sql, part());
    Rows<String, File> files = new Rows<>(scene.sql, file());
    scene.inTransaction(
        () -> {
          notes.append(new Note("a", 1, "one"));
          parts.insert(new Part("a", 1, "new", 0));
          files.insert(File.of("a"));
        });
    assertThat(scene.unit.tables()).containsExactly("file", "note", "part");
    assertThat(scene.sent("insert into").stream().map(text -> text.split(" ")[2]))
        .containsExactly("file", "note", "part");
  }

  private static Rows<String, File> files(StoreScene scene, String... codes) {
    Rows<String, File> files = new Rows<>(scene.sql, file());
    scene.inTransaction(() -> List.of(codes).forEach(code -> files.insert(File.of(code))));
    scene.statements.clear();
    return files;
  }
}
