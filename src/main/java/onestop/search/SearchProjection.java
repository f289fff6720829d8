package onestop.search;

import java.util.List;
import onestop.dossiers.life.DossierReceived;
import onestop.kernel.DomainListener;
import onestop.store.AppendOnly;
import onestop.store.Sql;
import org.springframework.stereotype.Component;

/** Writes the entries of a dossier in the transaction that receives it. */
@Component
class SearchProjection {
  private final SearchEntries entries;
  private final AppendOnly<SearchEntry> rows;

  SearchProjection(Sql sql, SearchEntries entries) {
    this.entries = entries;
    this.rows = new AppendOnly<>(sql, SearchEntry.TABLE);
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "search_token")
  void on(DossierReceived event) {
    add(entries.of(event.received()));
  }

  void add(List<SearchEntry> added) {
    added.forEach(rows::append);
  }
}
