using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Guanwei.Server.Storage;

/// <summary>One model for each shape of scope: they differ in nothing but their query filters.</summary>
internal sealed class ScopeModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), ((PlatformDb)context).Scope.Shape, designTime);
}
