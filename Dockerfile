FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without dev dependencies: the pinned `node` package is one of them, the image brings its own Node.js 24.
# No install scripts: better-sqlite3 brings its binary, nothing is compiled.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    FLOTILLA_CONFIG=/config/fleet.yaml \
    FLOTILLA_HTTP_HOST=0.0.0.0 \
    NODE_OPTIONS=--max-semi-space-size=16
# Two volumes, so that the data and the key that seals them can be backed up apart.
RUN mkdir /config && install --directory --owner=node --group=node --mode=700 /data /keys
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY bin ./bin
COPY config ./config
COPY adapters ./adapters
COPY src ./src
RUN install --directory --owner=node --group=node node_modules/.cache
USER node
# Trains the models and compiles the sources: a container with a read-only root would do so at each start.
RUN FLOTILLA_CONFIG= node bin/cli.js try hello \
  && node --import ./bin/quick-loading.js --eval 'import("./adapters/telegram/index.ts")'
VOLUME ["/data", "/keys"]
EXPOSE 8080
STOPSIGNAL SIGTERM
# Keep http.port at 8080 in the image; publish it under any other.
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/start.js"]
