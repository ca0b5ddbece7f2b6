// Behind the portal's sign-in: an address for one PUT into the bucket. Store and secret are those of the environment: AWS_ENDPOINT_URL,
// AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. The bucket's CORS allows PUT from the origin of the portal.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const { BUCKET, PORT } = process.env;
// A checksum would be part of the signature, and the bytes are not known yet.
const client = new S3Client({ forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });

createServer(async ({ method, url }, response) => {
  if (method !== 'POST' || url !== '/sign') return response.writeHead(404).end();
  // The name is made here, so that no page replaces an object that is there.
  const command = new PutObjectCommand({ Bucket: BUCKET, Key: `${randomUUID()}.dcm` });
  response.end(await getSignedUrl(client, command, { expiresIn: 60 }));
}).listen(Number(PORT), '127.0.0.1');
