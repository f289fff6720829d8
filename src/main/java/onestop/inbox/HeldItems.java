package onestop.inbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.engine.BatchPreparation;
import onestop.engine.CommandGateway.Target;
import onestop.engine.ListedItems;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import onestop.store.UnitOfWork.Memory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * The holders of work items, which stand in {@code inbox_item} alone. Those of the dossiers that a
 * batch has locked are read by one statement and remembered until the transaction ends; those of
 * other dossiers are read anew each time.
 */
@Component
class HeldItems implements ListedItems, BatchPreparation {
  private final Sql sql;
  private final Memory<Map<DossierCode, Map<String, OfficerId>>> locked;

  HeldItems(Sql sql) {
    this.sql = sql;
    this.locked = sql.unit().memory(HashMap::new);
  }

  /** Called when the dossiers are locked: only a transaction with the lock changes a holder. */
  @Override
  public void prepare(Set<DossierCode> dossiers, Set<DossierCode> moving, List<Target.New> coming) {
    Map<DossierCode, Map<String, OfficerId>> known = locked.get();
    Set<DossierCode> unread = new HashSet<>(dossiers);
    unread.removeAll(known.keySet());
    if (!unread.isEmpty()) {
      Map<DossierCode, Map<String, OfficerId>> found = read(unread);
      known.putAll(found);
      locked.onRollback(() -> known.keySet().removeAll(found.keySet()));
    }
  }

  @Override
  public Set<DossierCode> tryLock(Set<DossierCode> dossiers) {
    prepare(dossiers, dossiers, List.of());
    return dossiers;
  }

  @Override
  public Map<String, DossierCode> dossiersOf(Collection<String> items) {
    Map<String, DossierCode> dossiers = new LinkedHashMap<>();
    sql.reading("inbox_item")
        .sql("select work_item_id, dossier_code from inbox_item where work_item_id = any(?)")
        .param(Sql.keys(items))
        .query(
            (RowCallbackHandler)
                row -> dossiers.put(row.getString(1), new DossierCode(row.getString(2))));
    return dossiers;
  }

  @Override
  public Map<String, OfficerId> holdersIn(Collection<DossierCode> dossiers) {
    Map<DossierCode, Map<String, OfficerId>> known = locked.peek().orElse(Map.of());
    Map<String, OfficerId> holders = new HashMap<>();
    Set<DossierCode> unread = new HashSet<>();
    for (DossierCode dossier : dossiers) {
      Map<String, OfficerId> here = known.get(dossier);
      if (here == null) {
        unread.add(dossier);
      } else {
        holders.putAll(here);
      }
    }
    if (!unread.isEmpty()) {
      read(unread).values().forEach(holders::putAll);
    }
    return holders;
  }

  /** Notes the new holder of an item; null if it is free or has ended. */
  void note(DossierCode dossier, String item, @Nullable OfficerId holder) {
    Map<String, OfficerId> here = locked.peek().orElse(Map.of()).get(dossier);
    if (here != null) {
      OfficerId before = set(here, item, holder);
      locked.onRollback(() -> set(here, item, before));
    }
  }

  private static @Nullable OfficerId set(
      Map<String, OfficerId> holders, String item, @Nullable OfficerId holder) {
    return holder == null ? holders.remove(item) : holders.put(item, holder);
  }

  private Map<DossierCode, Map<String, OfficerId>> read(Set<DossierCode> dossiers) {
    Map<DossierCode, Map<String, OfficerId>> found = new HashMap<>();
    dossiers.forEach(dossier -> found.put(dossier, new HashMap<>()));
    sql.reading("inbox_item")
        .sql(
            """
            select dossier_code, work_item_id, assignee from inbox_item
             where dossier_code = any(?) and assignee is not null
            """)
        .param(Sql.keys(dossiers, DossierCode::value))
        .query(
            (RowCallbackHandler)
                row ->
                    found
                        .computeIfAbsent(new DossierCode(row.getString(1)), none -> new HashMap<>())
                        .put(row.getString(2), new OfficerId(row.getString(3))));
    return found;
  }
}
