package onestop.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import onestop.agencies.Role;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.papers.NewFile;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.Scans;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The papers on file are those of the dossier's events, with their hashes. */
@Tag("world")
class HandedFilesCheckTest {
  @Test
  void findsARowThatIsGoneOneThatWasChangedAndOneThatNobodyAdded() {
    try (World world = World.on(TestDatabase.H2, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive("1.004873").code();
      HandedFiles files = world.get(HandedFiles.class);
      for (String words : new String[] {"mot", "hai", "ba"}) {
        files.add(
            code,
            new NewFile(words + ".pdf", Scans.pdf(words), null, words, null),
            City.officer(City.WARD, Role.DESK_OFFICER));
      }
      Fsck fsck = world.get(Fsck.class);
      assertThat(fsck.check().findings()).isEmpty();
      JdbcClient jdbc = world.get(JdbcClient.class);
      jdbc.sql("drop trigger handed_file_insert_only").update();
      jdbc.sql("delete from handed_file where no = 1").update();
      jdbc.sql(
              """
              update handed_file set file_sha256 =
                (select file_sha256 from handed_file where no = 3) where no = 2
              """)
          .update();
      jdbc.sql("update handed_file set no = 9 where no = 3").update();
      assertThat(fsck.check().findings())
          .extracting(Finding::kind)
          .containsExactly("FILE_ROW_MISSING", "FILE_HASH", "FILE_ROW_MISSING", "FILE_UNRECORDED");
    }
  }
}
