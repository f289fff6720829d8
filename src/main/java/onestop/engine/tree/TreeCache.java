package onestop.engine.tree;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityCache;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;

/** The engine's first-level cache, which keeps no copy of an entity that is stored in a tree. */
final class TreeCache extends DbEntityCache {
  TreeCache() {
    super(
        Objects.requireNonNull(Context.getProcessEngineConfiguration())
            .getDbEntityCacheKeyMapping());
  }

  /** The entities of the engine's key of this type, deleted ones included. */
  Collection<CachedDbEntity> ofKey(Class<?> type) {
    return cachedEntites.getOrDefault(cacheKeyMapping.getEntityCacheKey(type), Map.of()).values();
  }

  @Override
  public void putPersistent(DbEntity entity) {
    if (!TreeEntities.isStored(entity.getClass())) {
      super.putPersistent(entity);
      return;
    }
    CachedDbEntity cached = new CachedDbEntity();
    cached.setEntity(entity);
    cached.setEntityState(DbEntityState.PERSISTENT);
    putInternal(cached);
  }
}
