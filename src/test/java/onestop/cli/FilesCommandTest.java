package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onestop.Onestop;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.letter.ApologyLetter.Print;
import onestop.apologies.letter.LetterPress;
import onestop.files.FileHash;
import onestop.integrity.Finding;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A letter and its messages share one file, which is moved, served and verified. */
@Tag("world")
class FilesCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void lettersGoOnFromTheFolderAndAreNamedWhenTheyAreDamaged(TestDatabase database)
      throws IOException {
    Map<String, String> where = database.ready();
    DossierCode code;
    byte[] pdf;
    try (World world = World.on(where, "2026-03-02T10:00")) {
      City city = City.in(world);
      code = city.receive("1.004873").code();
      world.advanceTo("2026-03-04T17:00");
      assertThat(world.get(LetterPress.class).print(10)).isEqualTo(1);
      pdf = print(world, code).pdf();
      JdbcClient jdbc = world.get(JdbcClient.class);
      assertThat(count(jdbc, "stored_file")).isEqualTo(1);
      assertThat(count(jdbc, "letter_document where pdf is null")).isEqualTo(1);
      assertThat(count(jdbc, "outbox_attachment where bytes is null"))
          .as("the applicant's message and the desk's copy")
          .isEqualTo(2);
      assertThat(world.get(Fsck.class).check().findings()).isEmpty();
    }

    assertThat(run(where, "files", "move", "--to", folder.toString()))
        .startsWith("0 Moved 1 files");
    assertThat(run(where, "files", "move", "--to", folder.toString()))
        .startsWith("0 Moved 0 files");
    assertThat(run(where, "fsck", "--files", folder.toString()))
        .startsWith("0 ")
        .contains("The published log was not compared");
    assertThat(run(where, "fsck")).startsWith("2 ").contains("onestop.files.home");

    String home = "--onestop.files.home=" + folder;
    try (World world = World.serving(where, "2026-03-04T18:00", home)) {
      served(world, code, pdf);
      Files.writeString(only(), "%PDF-1.7 something else");
      assertThat(world.get(Fsck.class).check().findings())
          .extracting(Finding::kind, Finding::dossier)
          .containsOnly(org.assertj.core.api.Assertions.tuple("FILE_DAMAGED", code));
      Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      HttpResponse<String> answer = head.page(link(world, code));
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains(FileHash.of(pdf)).doesNotContain("something else");
      assertThat(
              world
                  .get(JdbcClient.class)
                  .sql("select detail from incident where kind = 'FILE_DAMAGED'")
                  .query(String.class)
                  .list())
          .singleElement()
          .asString()
          .contains(FileHash.of(pdf), code.value(), ":applicant", ":desk");
    }
    assertThat(run(where, "files", "move", "--to", "database", "--from", folder.toString()))
        .startsWith("1 ")
        .contains(FileHash.of(pdf));
    Files.write(only(), pdf);
    assertThat(run(where, "files", "move", "--to", "database", "--from", folder.toString()))
        .startsWith("0 Moved 1 files to database");
    assertThat(run(where, "fsck")).startsWith("0 ");
  }

  private void served(World world, DossierCode code, byte[] pdf) {
    Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
    assertThat(head.file(link(world, code))).isEqualTo(pdf);
    HttpResponse<String> answer = head.page(link(world, code));
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("inline")
        .contains("thu-xin-loi-" + code + ".pdf");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("sandbox", "default-src 'none'")
        .doesNotContain("script-src");
    assertThat(answer.headers().firstValue("ETag")).contains('"' + FileHash.of(pdf) + '"');
  }

  private static String link(World world, DossierCode code) {
    return "/letters/" + world.get(Apologies.class).of(code).get(0).id() + "/letter.pdf";
  }

  private static Print print(World world, DossierCode code) {
    Apologies apologies = world.get(Apologies.class);
    return apologies.print(apologies.of(code).get(0).id()).orElseThrow();
  }

  private Path only() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertThat(files).hasSize(1);
      return files.get(0);
    }
  }

  private static long count(JdbcClient jdbc, String of) {
    return jdbc.sql("select count(*) from " + of).query(Long.class).single();
  }

  /** Runs a command; its status and all that it wrote. */
  private static String run(Map<String, String> where, String... args) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    String[] all =
        Stream.concat(
                Stream.of(args),
                Stream.of(
                    "--lang",
                    "en",
                    "--db-url",
                    where.get("url"),
                    "--db-user",
                    where.get("user"),
                    "--db-password",
                    where.get("password")))
            .toArray(String[]::new);
    int status = Commands.run(Onestop.class, out, out, all);
    out.flush();
    return status + " " + text;
  }
}
