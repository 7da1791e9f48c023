// This site keeps nothing on devices: what an earlier version of it kept goes, and this worker with it.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      const prefix = `uden-net ${registration.scope} `;
      for (const key of await caches.keys()) if (key.startsWith(prefix)) await caches.delete(key);
      await registration.unregister();
    })(),
  ),
);
