package onestop.dossiers.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The row of a dossier on PostgreSQL: a change stays on its page and touches no index. */
@Tag("store")
class DossierRowTest {

  @Test
  void noIndexHoldsWhatChangesWhileADossierIsOpen() {
    JdbcClient jdbc = JdbcClient.create(TestDatabase.POSTGRES.fresh());
    List<String> indexed =
        jdbc.sql(
                """
                select distinct a.attname from pg_index i
                  join pg_class c on c.oid = i.indexrelid
                  join pg_am m on m.oid = c.relam
                  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                 where i.indrelid = 'dossier'::regclass and m.amname <> 'brin' order by 1
                """)
            .query(String.class)
            .list();
    assertThat(indexed)
        .containsExactly(
            "dossier_code",
            "idempotency_key",
            "parent_code",
            "received_at",
            "resolving_agency",
            "source");
  }

  @Test
  void aPageOfDossiersHasRoomForAChange() {
    assertThat(
            JdbcClient.create(TestDatabase.POSTGRES.fresh())
                .sql("select reloptions::text from pg_class where oid = 'dossier'::regclass")
                .query(String.class)
                .single())
        .contains("fillfactor=80");
  }
}
