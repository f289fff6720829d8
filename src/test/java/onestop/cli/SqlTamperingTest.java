package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import onestop.apologies.letter.LetterPress;
import onestop.cli.export.Export;
import onestop.cli.export.Period;
import onestop.integrity.Finding;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.ledger.EntryText;
import onestop.ledger.Ledger;
import onestop.ledger.verify.Verifier;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Somebody with all rights in the database takes the insert-only triggers away and edits what is on
 * record: what {@code fsck} says of it, and what the verifier says of an export made afterwards.
 * Each edit has a late dossier of its own, so that one walk judges them all.
 */
@Tag("world")
class SqlTamperingTest {
  private static final String ISSUED_ENTRY =
      "(select id from ledger_entry where dossier_code = :code and kind = 'LETTER_ISSUED')";
  private static final String OBLIGATION =
      "(select id from apology_obligation where dossier_code = :code)";

  /**
   * One edit.
   *
   * @param fsck what the server's own check names
   * @param verifier what the verifier names, from the export
   */
  private record Edit(String what, Set<String> fsck, Set<String> verifier, List<String> sql) {}

  private static Edit edit(String what, Set<String> fsck, Set<String> verifier, String... sql) {
    return new Edit(what, fsck, verifier, List.of(sql));
  }

  /** What was published is edited in the ledger's own tables, and the way back. */
  private static final Map<List<String>, List<String>> PUBLISHED =
      Map.of(
          List.of(
              "update ledger_entry set canonical_json = replace(canonical_json, 'ISSUED', 'ASKED')"
                  + " where id = "
                  + ISSUED_ENTRY),
          List.of(
              "update ledger_entry set canonical_json = replace(canonical_json, 'ASKED', 'ISSUED')"
                  + " where id = "
                  + ISSUED_ENTRY),
          List.of(
              "create table taken as select p.position, e.* from ledger_entry e"
                  + " join ledger_position p on p.entry_id = e.id where e.id = "
                  + ISSUED_ENTRY,
              "delete from ledger_position where entry_id = " + ISSUED_ENTRY,
              "delete from ledger_entry where id in (select id from taken)"),
          List.of(
              "insert into ledger_entry select id, kind, dossier_code, canonical_json, leaf_hash,"
                  + " at from taken",
              "insert into ledger_position select position, id from taken",
              "drop table taken"));

  private static final String FORGED = "rawtohex(hash('SHA-256', x'255044462d'))";

  /** What is edited beside the published entries, which stay as they are. */
  private static final List<Edit> BESIDE =
      List.of(
          edit(
              "an entry inserted",
              Set.of("LEDGER_EVENTS"),
              Set.of("BACK_DATED", "LETTER_TWICE"),
              "insert into ledger_entry (kind, dossier_code, canonical_json, leaf_hash, at)"
                  + " select kind, dossier_code, canonical_json, leaf_hash, at from ledger_entry"
                  + " where id = "
                  + ISSUED_ENTRY,
              "insert into ledger_pending select max(id) from ledger_entry"),
          edit(
              "a print replaced",
              Set.of("FILE_DAMAGED"),
              Set.of(),
              "update stored_file_chunk set bytes = x'255044462d' where sha256 ="
                  + " (select file_sha256 from letter_document where obligation_id = "
                  + OBLIGATION
                  + ")"),
          edit(
              "a print taken out",
              Set.of("FILE_MISSING"),
              Set.of(),
              "delete from stored_file_chunk where sha256 ="
                  + " (select file_sha256 from letter_document where obligation_id = "
                  + OBLIGATION
                  + ")"),
          edit(
              "a print put back into its row, and replaced",
              Set.of("PRINT"),
              Set.of(),
              "update letter_document set pdf = x'255044462d', file_sha256 = null"
                  + " where obligation_id = "
                  + OBLIGATION),
          edit(
              "a print replaced, with its hash",
              Set.of("PRINT_NOT_IN_LEDGER"),
              Set.of(),
              "insert into stored_file (sha256, byte_count, media_type, home, stored_at) values ("
                  + FORGED
                  + ", 5, 'application/pdf', 'DATABASE', current_timestamp)",
              "insert into stored_file_chunk values (" + FORGED + ", 0, x'255044462d')",
              "update letter_document set file_sha256 = "
                  + FORGED
                  + ", sha256 = "
                  + FORGED
                  + " where obligation_id = "
                  + OBLIGATION),
          edit(
              "a letter's text edited",
              Set.of("LETTER_CONTENT"),
              Set.of(),
              "update apology_letter set content = replace(content, '2026', '2025')"
                  + " where obligation_id = "
                  + OBLIGATION),
          edit(
              "a letter taken out",
              Set.of("OBLIGATION_MISSING"),
              Set.of(),
              "delete from letter_document where obligation_id = " + OBLIGATION,
              "delete from apology_letter where obligation_id = " + OBLIGATION,
              "delete from apology_event where obligation_id = " + OBLIGATION,
              "delete from apology_obligation where dossier_code = :code"),
          edit(
              "a letter dated back",
              Set.of("LETTER_NOT_IN_LEDGER"),
              Set.of(),
              "update apology_obligation set issued_at = limit_at - interval '1' day"
                  + " where dossier_code = :code"),
          edit(
              "a result put in before it was late",
              Set.of("EVENT_COUNT", "EVENT_GAP"),
              Set.of("LETTER_UNJUSTIFIED"),
              "insert into dossier_event (dossier_code, no, kind, at, actor_kind, actor,"
                  + " state_after, details, received_year) select dossier_code, 99, 'RESOLVED',"
                  + " received_at + interval '1' hour, 'SYSTEM', 'x', 'RESOLVED', '{}', 2026"
                  + " from dossier where dossier_code = :code"),
          edit(
              "a pause put in without a document",
              Set.of("UNREADABLE"),
              Set.of("LETTER_UNJUSTIFIED", "NO_DOCUMENT"),
              "insert into clock_pause (dossier_code, no, kind, author_kind, author, reason,"
                  + " legal_basis, document, from_at, to_at, revision) select dossier_code, 9,"
                  + " 'SUPPLEMENT', 'SYSTEM', 'x', 'x', 'x', ' ', received_at + interval '1' hour,"
                  + " received_at + interval '60' day, 0 from dossier where dossier_code = :code"),
          edit(
              "a due date moved",
              Set.of("DUE_CURRENT"),
              Set.of("DUE_DATE"),
              "update sla_clock set due_current_at = due_current_at + interval '90' day"
                  + " where dossier_code = :code"));

  /** Before their entries were given positions: what is published is what was edited. */
  private static final List<Edit> SEQUENCED =
      List.of(
          edit(
              "an entry edited, with its hash",
              Set.of("LETTER_NOT_IN_LEDGER", "LETTER_UNPRINTED"),
              Set.of("LETTER_BACK_DATED"),
              "update ledger_entry set canonical_json = replace(canonical_json,"
                  + " '\"issuedAt\":\"2026-05', '\"issuedAt\":\"2026-04') where id = "
                  + ISSUED_ENTRY),
          edit(
              "an entry deleted",
              Set.of("LEDGER_EVENTS", "LETTER_NOT_IN_LEDGER", "LETTER_UNPRINTED"),
              Set.of("LETTER_MISSING"),
              "delete from ledger_pending where entry_id = " + ISSUED_ENTRY,
              "delete from ledger_entry where dossier_code = :code and kind = 'LETTER_ISSUED'"));

  @TempDir private Path folder;

  @Test
  void whatIsEditedBehindTheProgramsBackIsNamed() throws IOException {
    try (World world = World.publishing(TestDatabase.H2, "2026-03-02T10:00", folder)) {
      City city = City.in(world);
      Map<DossierCode, Edit> edits = new TreeMap<>(byCode());
      BESIDE.forEach(edit -> edits.put(city.receive("1.004873").code(), edit));
      world.advanceTo("2026-04-20T08:00");
      publish(world);
      Path older = Files.copy(folder.resolve("log/checkpoint"), folder.resolve("older"));
      assertThat(fsck(world)).isEmpty();
      dropGuards(world);
      city.receive("1.004873");
      world.advanceTo("2026-04-28T08:00");
      refusesToPublish(world, edits.keySet().iterator().next(), older);

      Map<DossierCode, Edit> early = new TreeMap<>(byCode());
      SEQUENCED.forEach(edit -> early.put(city.receive("1.004873").code(), edit));
      world.advanceTo("2026-05-20T08:00");
      edits.putAll(early);
      edits.forEach((code, edit) -> carryOut(world, code, edit));

      Map<String, Set<String>> fsck = fsck(world);
      Map<String, Set<String>> year = verify(world);
      assertThat(edits.entrySet().stream().map(one -> seen(one, fsck, year)))
          .containsExactlyElementsOf(edits.values());
      assertThat(said("log", folder.toString(), "--key", key(), "--since", older.toString()))
          .as("what was published before stands")
          .noneMatch(line -> line.contains("FORKED") || line.contains("ROLLED_BACK"));
    }
  }

  /** The edit as it was seen. */
  private static Edit seen(
      Map.Entry<DossierCode, Edit> edit,
      Map<String, Set<String>> fsck,
      Map<String, Set<String>> verifier) {
    String code = edit.getKey().value();
    return new Edit(
        edit.getValue().what(),
        fsck.getOrDefault(code, Set.of()),
        verifier.getOrDefault(code, Set.of()),
        edit.getValue().sql());
  }

  private String key() {
    return folder.resolve("log/log.vkey").toString();
  }

  /** Nothing is signed over entries that are not those of before; what was published stands. */
  private void refusesToPublish(World world, DossierCode code, Path older) throws IOException {
    byte[] published = Files.readAllBytes(folder.resolve("log/checkpoint"));
    PUBLISHED.forEach(
        (there, back) -> {
          carryOut(world, code, new Edit("", Set.of(), Set.of(), there));
          assertThat(fsck(world).get("")).as("%s", there).contains("LEDGER");
          assertThatThrownBy(world.get(Ledger.class)::publish).isInstanceOf(Failure.class);
          carryOut(world, code, new Edit("", Set.of(), Set.of(), back));
        });
    assertThat(Files.readAllBytes(folder.resolve("log/checkpoint"))).isEqualTo(published);
    assertThat(said("log", folder.toString(), "--key", key(), "--since", older.toString()))
        .anyMatch(line -> line.contains("All of it holds"));
    publish(world);
    assertThat(fsck(world)).isEmpty();
  }

  private static Map<String, Set<String>> fsck(World world) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (Finding finding : world.get(Fsck.class).check().findings()) {
      String dossier = finding.dossier() == null ? "" : finding.dossier().value();
      found.computeIfAbsent(dossier, code -> new TreeSet<>()).add(finding.kind());
    }
    return found;
  }

  private static java.util.Comparator<DossierCode> byCode() {
    return java.util.Comparator.comparing(DossierCode::value);
  }

  private static void publish(World world) {
    world.get(Ledger.class).integrate();
    world.get(LetterPress.class).print(100);
    world.get(Ledger.class).publish();
  }

  private static void dropGuards(World world) {
    for (String table :
        List.of(
            "ledger_entry",
            "ledger_position",
            "apology_letter",
            "apology_event",
            "letter_document",
            "dossier_event")) {
      world.get(JdbcClient.class).sql("drop trigger " + table + "_insert_only").update();
    }
    world.get(JdbcClient.class).sql("drop trigger stored_file_chunk_kept").update();
  }

  private static void carryOut(World world, DossierCode code, Edit edit) {
    JdbcClient jdbc = world.get(JdbcClient.class);
    for (String sql : edit.sql()) {
      JdbcClient.StatementSpec statement = jdbc.sql(sql);
      (sql.contains(":code") ? statement.param("code", code.value()) : statement).update();
    }
    if (edit.what().equals("an entry edited, with its hash")) {
      jdbc.sql("select id, canonical_json from ledger_entry where dossier_code = ?")
          .param(code.value())
          .query((row, n) -> Map.entry(row.getLong(1), row.getString(2)))
          .list()
          .forEach(
              entry ->
                  jdbc.sql("update ledger_entry set leaf_hash = ? where id = ?")
                      .params(EntryText.leafHash(entry.getValue()), entry.getKey())
                      .update());
    }
  }

  /** What the verifier finds in an export of now, by dossier. */
  private Map<String, Set<String>> verify(World world) throws IOException {
    Path out = folder.resolve("out");
    Period period = Period.year(2026, World.HANOI, world.now());
    new Export(world.application(), folder.resolve("log")).write(period, out);
    Map<String, Set<String>> found = new TreeMap<>();
    said(
            "year",
            out.toString(),
            "--key",
            out.resolve("log/log.vkey").toString(),
            "--dossiers",
            out.resolve("events.ndjson").toString(),
            "--calendar",
            out.resolve("calendar.csv").toString(),
            "--rules",
            out.resolve("rules.json").toString())
        .map(line -> line.split(" ", 3))
        .filter(words -> words.length == 3 && words[0].equals(words[0].toUpperCase()))
        .forEach(words -> found.computeIfAbsent(words[1], code -> new TreeSet<>()).add(words[0]));
    return found;
  }

  private static Stream<String> said(String... more) {
    String[] words =
        Stream.concat(Stream.of(more), Stream.of("--lang", "en")).toArray(String[]::new);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Verifier.run(out, out, words);
    return said.toString(StandardCharsets.UTF_8).lines();
  }
}
