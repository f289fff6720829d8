package onestop.search;

import java.util.List;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierReceived;
import onestop.kernel.AgencyCode;
import onestop.kernel.DomainListener;
import onestop.notes.NoteChanged;
import onestop.search.SearchEntries.Findable;
import onestop.store.AppendOnly;
import onestop.store.Sql;
import org.springframework.stereotype.Component;

/** Writes the entries of a dossier and of its notes, in the transaction that writes these. */
@Component
class SearchProjection {
  private final SearchEntries entries;
  private final Sql sql;
  private final Dossiers dossiers;
  private final AppendOnly<SearchEntry> rows;

  SearchProjection(Sql sql, SearchEntries entries, Dossiers dossiers) {
    this.sql = sql;
    this.dossiers = dossiers;
    this.entries = entries;
    this.rows = new AppendOnly<>(sql, SearchEntry.TABLE);
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "search_token")
  void on(DossierReceived event) {
    add(entries.of(event.received()));
  }

  /** Replaces the words of a note; one struck out has none. */
  @DomainListener(phase = DomainListener.READ_MODELS, writes = "search_token")
  void on(NoteChanged event) {
    Findable dossier = Findable.of(dossiers.get(event.dossier()));
    List<SearchEntry> before = entries.note(dossier, event.no(), event.before());
    if (!before.isEmpty()) {
      SearchEntry one = before.get(0);
      sql.reading("search_token")
          .sql(
              """
              delete from search_token
               where agency = any(:agencies) and token = any(:tokens) and newest = :newest
                 and dossier_code = :dossier and source = :source
              """)
          .param("agencies", Sql.keys(dossier.agencies(), AgencyCode::value))
          .param("tokens", Sql.keys(before, SearchEntry::token))
          .param("newest", one.newest())
          .param("dossier", one.dossier().value())
          .param("source", one.source().text())
          .update();
    }
    add(entries.note(dossier, event.no(), event.after()));
  }

  void add(List<SearchEntry> added) {
    added.forEach(rows::append);
  }
}
